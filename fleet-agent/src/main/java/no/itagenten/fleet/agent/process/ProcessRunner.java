package no.itagenten.fleet.agent.process;

import java.io.IOException;

/** Runs a process to its end. Implementations are safe for several threads. */
public interface ProcessRunner {

    /**
     * Returns when the process has ended, by itself, by its timeout, or because it was asked to.
     *
     * @throws IOException if it could not be started; the message names the program
     * @throws InterruptedException if the calling thread was interrupted; the process is killed
     */
    ProcessOutcome run(CommandLine command, Cancellation cancellation) throws IOException, InterruptedException;

    default ProcessOutcome run(CommandLine command) throws IOException, InterruptedException {
        return run(command, new Cancellation());
    }
}
