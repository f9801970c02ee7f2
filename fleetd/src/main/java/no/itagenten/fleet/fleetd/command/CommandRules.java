package no.itagenten.fleet.fleetd.command;

import java.time.Duration;
import java.util.Optional;
import no.itagenten.fleet.protocol.rest.CommandType;

/**
 * How long things may take.
 *
 * @param expiry a command that is still queued, or waits on its device, after this is expired
 * @param restartSilence how long nothing need be heard of a restart before its outcome counts as unknown
 * @param updateSilence the same of an update, and of a bundle
 * @param rebootSilence the same of a reboot
 * @param keepFinished finished commands are kept this long
 * @param keepKeys a request that comes again within this time is known by its key
 * @param maxActivePerDevice more commands than this are not accepted for one device
 */
public record CommandRules(
        Duration expiry,
        Duration restartSilence,
        Duration updateSilence,
        Duration rebootSilence,
        Duration keepFinished,
        Duration keepKeys,
        int maxActivePerDevice) {

    public static final CommandRules DEFAULT = new CommandRules(
            Duration.ofHours(24),
            Duration.ofMinutes(2),
            Duration.ofMinutes(15),
            Duration.ofMinutes(5),
            Duration.ofDays(90),
            Duration.ofHours(24),
            100);

    /** What the device may need beyond the deadline to tell how it ended. */
    private static final Duration TO_TELL = Duration.ofMinutes(1);

    /**
     * A command the device is at, of which nothing is heard for this long, has timed out: the device itself ends what passes its
     * deadline, and says so.
     */
    Duration silence(Command command) {
        Optional<Duration> deadline = Optional.ofNullable(
                        command.order().parameters().get("deadline_seconds"))
                .map(Long::parseLong)
                .map(Duration::ofSeconds);
        return deadline.map(time -> time.plus(TO_TELL)).orElseGet(() -> usual(command.type()));
    }

    private Duration usual(CommandType type) {
        return switch (type) {
            case RESTART, UNBLOCK, SERVICE, ROTATE_KEY -> restartSilence;
            case UPDATE, BUNDLE, AGENT_UPDATE -> updateSilence;
            case REBOOT -> rebootSilence;
        };
    }
}
