package no.itagenten.fleet.agent.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Runs a process to its end. Implementations are safe for several threads. */
public interface ProcessRunner {

    /**
     * Returns when the process has ended, by itself, by its timeout, or because it was asked to.
     *
     * @throws IOException if it could not be started; the message names the program
     * @throws InterruptedException if the calling thread was interrupted; the process is killed
     */
    ProcessOutcome run(CommandLine command, Cancellation cancellation) throws IOException, InterruptedException;

    /**
     * The same, with a copy of the whole output, as it comes, where only its end is kept.
     *
     * @throws IOException also if there is no such copy to be had
     */
    default ProcessOutcome run(CommandLine command, Cancellation cancellation, OutputStream all)
            throws IOException, InterruptedException {
        ProcessOutcome outcome = run(command, cancellation);
        if (outcome.truncated()) {
            throw new IOException("the output of " + command.arguments().get(0) + " is too long to be kept");
        }
        all.write(outcome.output().getBytes(StandardCharsets.UTF_8));
        return outcome;
    }

    default ProcessOutcome run(CommandLine command) throws IOException, InterruptedException {
        return run(command, new Cancellation());
    }
}
