package no.itagenten.fleet.fleetctl.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import no.itagenten.fleet.fleetctl.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ConsoleTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysThatADiskIsFull() throws IOException {
        try (OutputStream full = new FileOutputStream("/dev/full")) {
            Console console = console(full);

            assertThatThrownBy(() -> console.print("[]\n"))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.FAILED))
                    .hasMessageContaining("No space left on device");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysNothingOfAReaderThatHasEnough() throws IOException {
        Pipe ends = Pipe.open();
        ends.source().close();
        try (OutputStream pipe = Channels.newOutputStream(ends.sink())) {
            Console console = console(pipe);

            assertThatThrownBy(() -> console.print("[]\n"))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.OUTPUT_CLOSED));
        }
    }

    private static Console console(OutputStream out) {
        return Console.writingTo(out, InputStream.nullInputStream(), new ByteArrayOutputStream(), TerminalFacts.none());
    }
}
