package no.itagenten.fleet.fleetctl.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import no.itagenten.fleet.fleetctl.client.EventFeed;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.io.Cancellation;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.rest.ConfigView;
import no.itagenten.fleet.protocol.rest.DeviceStatus;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** Waits until a device has taken a changed configuration, or has refused it. For one thread. */
public final class ConfigFollower {

    /** How the wait ended. */
    public record Outcome(ConfigView config, ExitCode code) {}

    private static final Duration POLL = Duration.ofSeconds(5);

    private final Invocation invocation;
    private final DeviceView device;
    private final Set<String> keys;

    /** A follower of these keys. */
    public ConfigFollower(Invocation invocation, DeviceView device, Set<String> keys) {
        this.invocation = invocation;
        this.device = device;
        this.keys = Set.copyOf(keys);
    }

    /**
     * Waits.
     *
     * @param stored the server's answer to the change
     */
    @SuppressWarnings("try") // the registration is there to be closed
    public Outcome follow(ConfigView stored, Duration timeout) {
        Instant deadline = invocation.clock().instant().plus(timeout);
        ConfigView config = stored;
        if (!config.inSync() && device.status() != DeviceStatus.ONLINE) {
            invocation.say(title() + " is offline: stored, takes effect when it is back.");
        }
        Runnable goodbye = () -> invocation.say(
                "Stopped waiting; the configuration is stored. Look with: fleetctl config get " + device.id());
        try (EventFeed feed = invocation.client().events();
                Cancellation.Registration ignored =
                        invocation.surroundings().cancellation().onCancel(goodbye)) {
            while (!config.inSync() && !isRejected(config, stored)) {
                Duration left = Duration.between(invocation.clock().instant(), deadline);
                if (left.isNegative() || left.isZero()) {
                    invocation.say(invocation.errPaint().amber("◌") + " " + title() + ": not yet in force.");
                    invocation.say("  Look again with: fleetctl config get " + device.id());
                    return new Outcome(config, ExitCode.PENDING);
                }
                if (mayHaveChanged(feed.poll(left.compareTo(POLL) < 0 ? left : POLL))) {
                    config = ask(config);
                }
            }
        }
        return tell(config, stored);
    }

    private Outcome tell(ConfigView config, ConfigView stored) {
        if (config.inSync()) {
            invocation.say(invocation.errPaint().green("✔") + " " + title() + ": the configuration is in force.");
            return new Outcome(config, ExitCode.DONE);
        }
        if (isRejected(config, stored)) {
            config.rejected().entrySet().stream()
                    .filter(entry -> keys.contains(entry.getKey()))
                    .forEach(entry -> invocation.say(invocation.errPaint().red("✘") + " " + title() + " does not take "
                            + entry.getKey() + ": " + Sanitizer.line(entry.getValue())));
        }
        return new Outcome(config, ExitCode.FAILED);
    }

    /** Whether the device, having seen this change, refused one of our keys. */
    private boolean isRejected(ConfigView config, ConfigView stored) {
        return config.reportedRevision()
                        .filter(seen -> seen >= stored.revision())
                        .isPresent()
                && config.rejected().keySet().stream().anyMatch(keys::contains);
    }

    private boolean mayHaveChanged(Optional<EventFeed.Item> item) {
        if (item.isEmpty() || item.get() instanceof EventFeed.Connected) {
            return true;
        }
        if (item.get() instanceof EventFeed.Ended ended
                && (ended.problem().kind() == Problem.Kind.INTERRUPTED
                        || ended.problem().kind() == Problem.Kind.NOT_ALLOWED)) {
            throw ended.problem();
        }
        if (item.get() instanceof EventFeed.Event event) {
            return event.event().type().equals("reset")
                    || (event.event().type().equals("device")
                            && invocation
                                    .client()
                                    .decodeIfKnown(event.event(), DeviceView.class)
                                    .filter(changed -> changed.id().equals(device.id()))
                                    .isPresent());
        }
        return false;
    }

    private ConfigView ask(ConfigView before) {
        try {
            return invocation.client().config(device.id());
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.UNREACHABLE) {
                throw e;
            }
            return before; // the feed tries again; the deadline ends it
        }
    }

    private String title() {
        return DeviceFinder.title(device);
    }
}
