package no.itagenten.fleet.agent.runner;

import java.time.Duration;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.service.ServiceException;

/** The systemd unit that runs the runner, once each time it is started. For one thread at a time. */
interface RunnerUnit {

    /**
     * Starts it and returns when it has ended, when it was asked to, or after that time; it may then still run.
     *
     * @return an empty text, or why it has not ended well, as the end of a sentence
     * @throws ServiceException if nobody can be asked
     */
    String runOnce(Duration within, Cancellation cancellation) throws ServiceException, InterruptedException;

    /** Ends it and everything it started. */
    void stop() throws ServiceException, InterruptedException;

    /** Whether it runs, or is about to. */
    boolean isActive() throws ServiceException, InterruptedException;

    /** The last lines of its latest run. */
    String recentOutput() throws InterruptedException;
}
