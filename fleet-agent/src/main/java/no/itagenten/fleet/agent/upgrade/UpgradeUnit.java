package no.itagenten.fleet.agent.upgrade;

import java.time.Duration;
import no.itagenten.fleet.agent.service.ServiceException;

/** Root's part of an upgrade, as the agent may have it started. For one thread at a time. */
interface UpgradeUnit {

    /** Whether root has installed it. */
    boolean isInstalled();

    /**
     * Starts it and returns when it has ended, or after that time; it may then still run.
     *
     * @return an empty text, or why it has not ended well, as the end of a sentence
     */
    String runOnce(Duration within) throws ServiceException, InterruptedException;

    /** Whether it runs, or is about to. */
    boolean isActive() throws ServiceException, InterruptedException;
}
