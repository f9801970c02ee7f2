package no.itagenten.fleet.fleetctl.shell;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import no.itagenten.fleet.fleetctl.io.Console;
import no.itagenten.fleet.fleetctl.io.TerminalFacts;
import no.itagenten.fleet.fleetctl.problem.Problem;

/**
 * A program of this machine that takes a command's output, and writes to the same terminal. It is what the person typed, so the
 * person's own shell reads it. For one thread.
 */
final class LocalPipe implements AutoCloseable {

    private final Process process;
    private final Console talk;
    private final Console console;
    private boolean closed;

    /** @param talk where the command's other output goes */
    LocalPipe(String command, Console talk) {
        try {
            process = new ProcessBuilder(List.of("sh", "-c", command))
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new Problem(Problem.Kind.FAILED, "cannot start sh: " + e.getMessage(), "", e);
        }
        this.talk = talk;
        TerminalFacts before = talk.terminal();
        console = talk.writingTo(
                new PrintStream(new BufferedOutputStream(process.getOutputStream()), false, StandardCharsets.UTF_8),
                InputStream.nullInputStream(),
                new TerminalFacts(before.input(), false, before.error(), before.columns(), before.dumb()));
    }

    /** For the command. */
    Console console() {
        return console;
    }

    /** Waits until it has shown everything, and says whether it was content. */
    boolean succeeded() {
        close();
        return !process.isAlive() && process.exitValue() == 0;
    }

    /** Waits until it has shown everything. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has gone already, as head does.
        }
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
        freshLine();
    }

    /**
     * Goes to the beginning of a line, as other shells do: what it has written may end in the middle of one, and nobody knows where
     * the cursor is. At a line's beginning the sign and the spaces fill just that line, and are wiped away.
     */
    private void freshLine() {
        TerminalFacts facts = talk.terminal();
        if (facts.output() && facts.error() && !facts.dumb()) {
            talk.sayRaw("~" + " ".repeat(facts.columns().getAsInt() - 1) + "\r\u001b[K");
        }
    }
}
