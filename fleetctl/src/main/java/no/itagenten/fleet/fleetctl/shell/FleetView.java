package no.itagenten.fleet.fleetctl.shell;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.context.Target;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.Whoami;

/** What the shell itself wants to know of the fleet, for its prompt and its completion. Safe for any thread. */
final class FleetView implements AutoCloseable {

    private static final Duration GOOD_FOR = Duration.ofSeconds(3);
    private static final Duration GOOD_FOR_LONG = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final int COMMANDS = 30;

    private final Invocation invocation;
    private final ExecutorService background = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "fleet-view");
        thread.setDaemon(true);
        return thread;
    });
    private final Cached<List<DeviceView>> devices;
    private final Cached<List<CommandView>> commands;
    private final Cached<Whoami> whoami;
    private Optional<Place> place = Optional.empty();

    private record Place(String title, String url) {}

    FleetView(Invocation invocation) {
        this.invocation = invocation;
        Clock clock = invocation.clock();
        devices = new Cached<>(() -> client().devices(), background, clock, GOOD_FOR);
        whoami = new Cached<>(() -> client().whoami(), background, clock, GOOD_FOR_LONG);
        commands =
                new Cached<>(() -> client().commands(Optional.empty(), COMMANDS, false), background, clock, GOOD_FOR);
    }

    /** Whom the server takes us for, if that is to be had soon. */
    Optional<String> user() {
        return whoami.get(PATIENCE).map(Whoami::name);
    }

    /** Made anew each time: another context may have been chosen. */
    FleetClient client() {
        return invocation.clientOf(invocation.target());
    }

    /** All devices, if they are to be had soon. */
    Optional<List<DeviceView>> devices() {
        return devices.get(PATIENCE);
    }

    /** The latest commands, if they are to be had soon. */
    List<CommandView> commands() {
        return commands.get(PATIENCE).orElse(List.of());
    }

    /** The names of the contexts. */
    List<String> contexts() {
        try {
            return List.copyOf(new TreeMap<>(invocation.contextFile().read().contexts()).keySet());
        } catch (Problem e) {
            return List.of();
        }
    }

    /** How the server in use is called; empty without one. */
    Optional<String> title() {
        try {
            return Optional.of(invocation.target().title());
        } catch (Problem e) {
            return Optional.empty();
        }
    }

    /** Whether another server is meant than at the last time, or for the first time; what is known of the other one is forgotten. */
    boolean moved() {
        Optional<Place> now = place();
        if (now.equals(place)) {
            return false;
        }
        place = now;
        devices.forget();
        commands.forget();
        whoami.forget();
        return true;
    }

    private Optional<Place> place() {
        try {
            Target target = invocation.target();
            return Optional.of(new Place(target.title(), target.endpoint().url()));
        } catch (Problem e) {
            return Optional.empty();
        }
    }

    /** News have come, or a command has run: anything may be different. */
    void expire() {
        devices.expire();
        commands.expire();
    }

    /** Somebody may have logged in or out. */
    void expireUser() {
        whoami.expire();
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
