package no.itagenten.fleet.fleetctl.io;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import no.itagenten.fleet.fleetctl.problem.Problem;

/**
 * The three standard streams, always UTF-8 whatever the locale: data goes to {@link #print}, talk goes to {@link #say}. Safe for
 * several threads; a line is written whole.
 */
public final class Console {

    private static final int MAX_LINE = 1 << 20;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final TerminalFacts terminal;
    private final Supplier<Optional<String>> complaint;
    private final UnaryOperator<String> guard;
    private Reader reader;

    /** A console over any streams. */
    public Console(InputStream in, PrintStream out, PrintStream err, TerminalFacts terminal) {
        this(in, out, Optional::empty, err, terminal, UnaryOperator.identity());
    }

    private Console(
            InputStream in,
            PrintStream out,
            Supplier<Optional<String>> complaint,
            PrintStream err,
            TerminalFacts terminal,
            UnaryOperator<String> guard) {
        this.in = in;
        this.out = out;
        this.complaint = complaint;
        this.err = err;
        this.terminal = terminal;
        this.guard = guard;
    }

    /**
     * The same console; where GitHub's runner reads what is written ({@code GITHUB_ACTIONS}), nothing that is written is a command
     * to it but what {@link #sayToRunner} writes.
     */
    public Console guarded(Environment environment) {
        boolean runner = environment.get("GITHUB_ACTIONS").equals(Optional.of("true"));
        return runner ? new Console(in, out, complaint, err, terminal, WorkflowGuard::harmless) : this;
    }

    /** A console whose data goes to that stream, of which it says why it took none. */
    static Console writingTo(OutputStream out, InputStream in, OutputStream err, TerminalFacts terminal) {
        RecordingOutput recording = new RecordingOutput(out);
        return new Console(
                in,
                new PrintStream(recording, false, StandardCharsets.UTF_8),
                recording::complaint,
                new PrintStream(err, false, StandardCharsets.UTF_8),
                terminal,
                UnaryOperator.identity());
    }

    /** The process's own streams. */
    public static Console standard(Environment environment) {
        return writingTo(
                        new FileOutputStream(FileDescriptor.out),
                        System.in,
                        new FileOutputStream(FileDescriptor.err),
                        TerminalProbe.probe(environment))
                .guarded(environment);
    }

    /** Another one whose data goes elsewhere, and whose talk goes where this one's does. */
    public Console writingTo(PrintStream data, InputStream input, TerminalFacts facts) {
        return new Console(input, data, Optional::empty, err, facts, guard);
    }

    /** What is known about the streams. */
    public TerminalFacts terminal() {
        return terminal;
    }

    /**
     * Writes data: text that already has its line ends.
     *
     * @throws Problem of kind OUTPUT_CLOSED if the reader has gone, FAILED if it could not be written for another reason
     */
    public void print(String text) {
        out.print(guard.apply(text));
        out.flush();
        if (out.checkError()) {
            complaint.get().ifPresent(why -> {
                throw new Problem(
                        Problem.Kind.FAILED,
                        "the output could not be written: " + why,
                        "What is there of it is not whole; make room and run the command again.");
            });
            throw new Problem(Problem.Kind.OUTPUT_CLOSED, "standard output is closed", "");
        }
    }

    /** Standard output for data that is no text; {@link #finishData} tells whether it was taken. */
    public OutputStream data() {
        return out;
    }

    /**
     * Ends such data.
     *
     * @throws Problem as {@link #print} does
     */
    public void finishData() {
        print("");
    }

    /** Writes one line of talk for people. */
    public void say(String line) {
        err.print(guard.apply(line) + "\n");
        err.flush();
    }

    /** Writes a line that the build server is to obey; whatever came from elsewhere is escaped in it. */
    public void sayToRunner(String command) {
        err.print(command + "\n");
        err.flush();
    }

    /** Writes talk as it is, for lines that are drawn over. */
    public void sayRaw(String text) {
        err.print(guard.apply(text));
        err.flush();
    }

    /** The next line of standard input without its end, or empty at the end. */
    public synchronized Optional<String> readLine() throws IOException {
        if (reader == null) {
            reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        StringBuilder line = new StringBuilder();
        int next = reader.read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = reader.read()) {
            if (line.length() >= MAX_LINE) {
                throw new IOException("a line of standard input is longer than " + MAX_LINE + " characters");
            }
            line.append((char) next);
        }
        if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return Optional.of(line.toString());
    }
}
