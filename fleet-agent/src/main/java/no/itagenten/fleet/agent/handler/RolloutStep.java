package no.itagenten.fleet.agent.handler;

import java.util.Locale;

/** The steps after the switch, in their order. */
enum RolloutStep {
    /** Runs the device's own program; never run twice for one command and direction. */
    POST_UPDATE,
    /** Restarts the services. */
    RESTART,
    /** Watches whether all stays well. */
    HEALTH;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RolloutStep of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
