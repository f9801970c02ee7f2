package no.itagenten.fleet.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import no.itagenten.fleet.agent.process.ProcessOutcome.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProcessesTest {

    @TempDir
    Path folder;

    private final LocalProcesses processes = new LocalProcesses();

    @Test
    void keepsExitCodeAndBothOutputs() throws Exception {
        ProcessOutcome outcome = processes.run(shell("echo out; echo err >&2; exit 3", Duration.ofSeconds(20)));

        assertThat(outcome).isEqualTo(new ProcessOutcome(Ending.EXITED, 3, "out\nerr\n", false));
    }

    @Test
    void keepsTheEndOfALongOutput() throws Exception {
        ProcessOutcome outcome = processes.run(shell("seq 100000; echo last", Duration.ofSeconds(20)));

        assertThat(outcome.truncated()).isTrue();
        assertThat(outcome.output()).endsWith("99999\n100000\nlast\n").hasSize(64 * 1024);
    }

    @Test
    void takesColoursAndControlCharactersOut() throws Exception {
        ProcessOutcome outcome =
                processes.run(shell("printf '\\033[31mred\\033[0m\\a\\r\\nnext'", Duration.ofSeconds(20)));

        assertThat(outcome.output()).isEqualTo("red?\nnext");
    }

    @Test
    void killsAProgramThatTakesTooLongAndItsChildren() throws Exception {
        Path pid = folder.resolve("pid");

        ProcessOutcome outcome =
                processes.run(shell("sleep 600 & echo $! > " + pid + "; wait", Duration.ofMillis(500)));

        assertThat(outcome.ending()).isEqualTo(Ending.TIMED_OUT);
        assertGone(pid);
    }

    @Test
    void stopsWhenAsked() throws Exception {
        Cancellation cancellation = new Cancellation();
        cancellation.request();

        ProcessOutcome outcome = processes.run(shell("sleep 600", Duration.ofMinutes(1)), cancellation);

        assertThat(outcome.ending()).isEqualTo(Ending.CANCELED);
    }

    @Test
    void doesNotWaitForAGrandchildThatKeepsTheOutputOpen() throws Exception {
        ProcessOutcome outcome = processes.run(shell("sleep 5 & echo done", Duration.ofSeconds(4)));

        assertThat(outcome.succeeded()).isTrue();
        assertThat(outcome.output()).isEqualTo("done\n");
    }

    @Test
    void givesTheEnvironmentItIsToldAndNoOther() throws Exception {
        ProcessOutcome outcome = processes.run(
                new CommandLine(List.of("/usr/bin/env"), folder, Map.of("ONLY", "this"), Duration.ofSeconds(20)));

        assertThat(outcome.output()).isEqualTo("ONLY=this\n");
    }

    @Test
    void namesAProgramThatIsNotThere() {
        CommandLine command = new CommandLine(List.of("/no/such"), folder, Map.of(), Duration.ofSeconds(1));

        assertThatThrownBy(() -> processes.run(command))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'/no/such' cannot be started");
    }

    private CommandLine shell(String script, Duration timeout) {
        return new CommandLine(List.of("/bin/sh", "-c", script), folder, Map.of("PATH", "/usr/bin:/bin"), timeout);
    }

    private static void assertGone(Path pidFile) throws IOException {
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        await().untilAsserted(() ->
                assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty());
    }
}
