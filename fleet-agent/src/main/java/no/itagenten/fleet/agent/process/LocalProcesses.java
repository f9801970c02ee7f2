package no.itagenten.fleet.agent.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import no.itagenten.fleet.agent.process.ProcessOutcome.Ending;

/**
 * Runs processes as children of the agent, in its own user. Output is read as it comes, so that a talkative program never stands
 * still, and only its end is kept.
 */
public final class LocalProcesses implements ProcessRunner {

    private static final int KEPT_OUTPUT_BYTES = 64 * 1024;
    private static final long POLL_MILLIS = 20;

    private final LongSupplier nanoTime;
    private final OutputStream echo;
    private final int kept;

    public LocalProcesses() {
        this(System::nanoTime);
    }

    LocalProcesses(LongSupplier nanoTime) {
        this(nanoTime, OutputStream.nullOutputStream(), KEPT_OUTPUT_BYTES);
    }

    private LocalProcesses(LongSupplier nanoTime, OutputStream echo, int kept) {
        this.nanoTime = nanoTime;
        this.echo = echo;
        this.kept = kept;
    }

    /** What the processes write is also written there, as it comes. */
    public static LocalProcesses echoing(OutputStream echo) {
        return new LocalProcesses(System::nanoTime, echo, KEPT_OUTPUT_BYTES);
    }

    /** Of what the processes write so much of the end is kept. */
    public static LocalProcesses keeping(int bytes) {
        return new LocalProcesses(System::nanoTime, OutputStream.nullOutputStream(), bytes);
    }

    @Override
    public ProcessOutcome run(CommandLine command, Cancellation cancellation) throws IOException, InterruptedException {
        return run(command, cancellation, OutputStream.nullOutputStream());
    }

    @Override
    public ProcessOutcome run(CommandLine command, Cancellation cancellation, OutputStream all)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command.arguments())
                .directory(command.folder().toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        Process process = start(builder, command);
        try {
            process.getOutputStream().close();
            return await(process, command, cancellation, all);
        } finally {
            ProcessTree.kill(process.toHandle());
        }
    }

    private static Process start(ProcessBuilder builder, CommandLine command) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException("'" + command.arguments().get(0) + "' cannot be started: " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return e.getCause() != null ? e.getCause().getMessage() : e.getMessage();
    }

    private ProcessOutcome await(Process process, CommandLine command, Cancellation cancellation, OutputStream all)
            throws IOException, InterruptedException {
        OutputTail tail = new OutputTail(kept);
        InputStream out = process.getInputStream();
        byte[] buffer = new byte[8192];
        long deadline = nanoTime.getAsLong() + command.timeout().toNanos();
        Ending ending = Ending.EXITED;
        while (true) {
            boolean ended =
                    !process.isAlive(); // asked before reading, so that nothing written before the end is missed
            drain(out, buffer, tail, all);
            if (ended) {
                break;
            }
            if (cancellation.isRequested()) {
                ending = Ending.CANCELED;
                break;
            }
            if (nanoTime.getAsLong() - deadline >= 0) {
                ending = Ending.TIMED_OUT;
                break;
            }
            process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
        int exitCode = ending == Ending.EXITED ? process.exitValue() : -1;
        return new ProcessOutcome(ending, exitCode, tail.text(), tail.truncated());
    }

    /** Reads what is there without waiting: a grandchild that keeps the pipe open must not hold the agent up. */
    private void drain(InputStream out, byte[] buffer, OutputTail tail, OutputStream all) throws IOException {
        while (out.available() > 0) {
            int read = out.read(buffer, 0, Math.min(buffer.length, out.available()));
            if (read < 0) {
                return;
            }
            tail.append(buffer, read);
            all.write(buffer, 0, read);
            echo.write(buffer, 0, read);
            echo.flush();
        }
    }
}
