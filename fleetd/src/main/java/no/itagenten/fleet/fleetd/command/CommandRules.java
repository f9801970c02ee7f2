package no.itagenten.fleet.fleetd.command;

import java.time.Duration;
import no.itagenten.fleet.protocol.rest.CommandType;

/**
 * How long things may take.
 *
 * @param expiry a command not delivered within this is expired
 * @param keepFinished finished commands are kept this long
 */
public record CommandRules(
        Duration expiry,
        Duration restartSilence,
        Duration updateSilence,
        Duration rebootSilence,
        Duration keepFinished,
        int maxActivePerDevice) {

    public static final CommandRules DEFAULT = new CommandRules(
            Duration.ofHours(24),
            Duration.ofMinutes(2),
            Duration.ofMinutes(15),
            Duration.ofMinutes(5),
            Duration.ofDays(90),
            100);

    /** A command the device is at, of which nothing is heard for this long, has timed out. */
    Duration silence(CommandType type) {
        return switch (type) {
            case RESTART -> restartSilence;
            case UPDATE -> updateSilence;
            case REBOOT -> rebootSilence;
        };
    }
}
