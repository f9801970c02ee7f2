package no.itagenten.fleet.fleetctl.shell;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import no.itagenten.fleet.fleetctl.client.EventFeed;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.client.ServerEvent;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceView;

/**
 * Reads the event stream behind the prompt, for as long as the shell lives: it connects again by itself, with a client made anew where
 * the server would not have the old one any more, and says nothing of its own.
 */
final class NoticeFeed implements AutoCloseable {

    private static final Duration BEFORE_NEW_CLIENT = Duration.ofSeconds(5);

    private final Supplier<FleetClient> clients;
    private final Notices notices;
    private final Consumer<String> show;
    private final Thread thread = new Thread(this::run, "shell-notices");
    private volatile boolean closed;

    /**
     * Begins.
     *
     * @param clients makes a client of the server in use
     * @param show puts a line above the prompt
     */
    NoticeFeed(Supplier<FleetClient> clients, Notices notices, Consumer<String> show) {
        this.clients = clients;
        this.notices = notices;
        this.show = show;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            try {
                FleetClient client = clients.get();
                try (EventFeed feed = client.events()) {
                    read(client, feed);
                }
            } catch (Problem e) {
                // Not logged in, or not allowed: the next command says so, and a login mends it.
            }
            try {
                Thread.sleep(BEFORE_NEW_CLIENT.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void read(FleetClient client, EventFeed feed) {
        boolean stale = true;
        while (!closed) {
            Optional<EventFeed.Item> item = feed.poll(Notices.gathered());
            if (item.isPresent() && item.get() instanceof EventFeed.Ended) {
                return;
            }
            if (item.isPresent() && item.get() instanceof EventFeed.Event event) {
                stale |= take(client, event.event());
            } else if (item.isPresent() && item.get() instanceof EventFeed.Lost) {
                stale = true;
                continue;
            }
            if (stale && item.isPresent()) {
                notices.all(client.devices());
                stale = false;
            }
            if (item.isEmpty()) {
                notices.take().forEach(show);
            }
        }
    }

    /** Whether something was missed. */
    private boolean take(FleetClient client, ServerEvent event) {
        switch (event.type()) {
            case "device" -> notices.device(client.decode(event, DeviceView.class));
            case "command" -> notices.command(client.decode(event, CommandView.class));
            default -> {} // 'ready', a removal, or something of a newer server
        }
        return event.type().equals("reset");
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
