package no.itagenten.fleet.fleetctl.follow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import no.itagenten.fleet.fleetctl.client.EventFeed;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.client.ServerEvent;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.rest.CommandView;

/**
 * Waits for commands to come to their end. The event stream tells at once; whenever it is silent or gone, the commands are asked
 * for instead, so that a proxy that holds events back only costs seconds. For one thread.
 */
public final class CommandFollower {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration ASK_AFTER_SILENCE = Duration.ofSeconds(5);

    private final FleetClient client;
    private final Clock clock;
    private final ProgressView view;
    private final Map<CommandId, CommandView> latest = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<CommandId> begun = new CopyOnWriteArrayList<>();
    private boolean reachable = true;

    /** A follower that shows what it sees in this view. */
    public CommandFollower(FleetClient client, Clock clock, ProgressView view) {
        this.client = client;
        this.clock = clock;
        this.view = view;
    }

    /**
     * The commands as they are when all are at their end, or when the time is up; then no more are taken.
     *
     * @param parallel how many may be not at their end at once
     */
    public List<CommandView> follow(CommandSource source, int parallel, Duration timeout) {
        Instant deadline = clock.instant().plus(timeout);
        fill(source, parallel);
        if (allFinal()) {
            return List.copyOf(latest.values());
        }
        try (EventFeed feed = client.events()) {
            Instant asked = clock.instant();
            while (!allFinal()) {
                Duration left = Duration.between(clock.instant(), deadline);
                if (left.isNegative() || left.isZero()) {
                    break;
                }
                Optional<EventFeed.Item> item = feed.poll(left.compareTo(TICK) < 0 ? left : TICK);
                boolean silent = Duration.between(asked, clock.instant()).compareTo(ASK_AFTER_SILENCE) >= 0;
                if (item.map(this::handle).orElse(silent)) {
                    ask();
                    asked = clock.instant();
                }
                if (item.isEmpty()) {
                    view.tick();
                }
                fill(source, parallel);
            }
        }
        if (!allFinal()) {
            ask(); // an event says what changed, and not what a command waits for by now
        }
        return List.copyOf(latest.values());
    }

    /** As many more as there is room for. */
    private void fill(CommandSource source, int parallel) {
        while (pending().size() < parallel) {
            Optional<CommandId> next = source.next();
            if (next.isEmpty()) {
                return;
            }
            begun.add(next.get());
            accept(client.command(next.get()));
        }
    }

    /** The commands that are not known to be at their end. For any thread. */
    public List<CommandId> pending() {
        return begun.stream()
                .filter(id -> latest.get(id) == null || !latest.get(id).state().isFinal())
                .toList();
    }

    /** Whether the commands have to be asked for now. */
    private boolean handle(EventFeed.Item item) {
        if (item instanceof EventFeed.Event event) {
            return handle(event.event());
        }
        if (item instanceof EventFeed.Ended ended
                && (ended.problem().kind() == Problem.Kind.INTERRUPTED
                        || ended.problem().kind() == Problem.Kind.NOT_ALLOWED)) {
            throw ended.problem();
        }
        return item instanceof EventFeed.Connected;
    }

    private boolean handle(ServerEvent event) {
        if (event.type().equals("command")) {
            client.decodeIfKnown(event, CommandView.class)
                    .filter(command -> latest.containsKey(command.id()))
                    .ifPresent(this::accept);
        }
        return event.type().equals("reset");
    }

    private void ask() {
        for (CommandView command : List.copyOf(latest.values())) {
            if (!command.state().isFinal()) {
                try {
                    accept(client.command(command.id()));
                    reachable = true;
                } catch (Problem e) {
                    if (e.kind() != Problem.Kind.UNREACHABLE) {
                        throw e;
                    }
                    if (reachable) {
                        view.note("The connection is lost (" + Sanitizer.line(e.getMessage()) + "); trying again.");
                    }
                    reachable = false;
                    return;
                }
            }
        }
    }

    private void accept(CommandView command) {
        CommandView before = latest.get(command.id());
        if (before == null || (!before.state().isFinal() && follows(command, before))) {
            latest.put(command.id(), command);
            if (!command.equals(before)) {
                view.update(command);
            }
        }
    }

    /**
     * An answer and an event may overtake each other, and within one instant only the history tells which is later; but an end is
     * the end, though the server's clock was set back before it.
     */
    private static boolean follows(CommandView command, CommandView before) {
        return command.state().isFinal()
                || (!command.updatedAt().isBefore(before.updatedAt())
                        && command.phases().size() >= before.phases().size());
    }

    private boolean allFinal() {
        return pending().isEmpty();
    }
}
