package no.itagenten.fleet.agent.gate;

import java.util.Optional;

/** One way to see whether the device is on air. Safe for several threads. */
interface BusyCheck {

    /**
     * What was seen.
     *
     * @param reason what the device does, for example {@code recording}, or why the check could not tell
     * @param failed whether the check could not tell, which counts as busy
     */
    record Finding(String reason, boolean failed) {

        static Optional<Finding> busy(String reason) {
            return Optional.of(new Finding(reason, false));
        }

        static Optional<Finding> unknown(String why) {
            return Optional.of(new Finding(why, true));
        }
    }

    /** Empty when the device is free, by this check. Returns within seconds. */
    Optional<Finding> look() throws InterruptedException;
}
