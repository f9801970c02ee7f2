package no.itagenten.fleet.fleetctl.shell;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import no.itagenten.fleet.fleetctl.client.EventFeed;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.client.ServerEvent;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.Removed;

/**
 * Reads the event stream behind the prompt, for as long as the shell lives: it connects again by itself, with a client made anew where
 * the server would not have the old one any more.
 */
final class NoticeFeed implements AutoCloseable {

    private static final Duration BEFORE_NEW_CLIENT = Duration.ofSeconds(5);

    /** News are gathered so long before they are told, so that many of a kind become one line. */
    private static final Duration GATHERED = Duration.ofMillis(700);

    private final Supplier<FleetClient> clients;
    private final Notices notices;
    private final Consumer<List<String>> show;
    private final Thread thread = new Thread(this::run, "shell-notices");
    private boolean closed;
    private int server;

    /**
     * Begins.
     *
     * @param clients makes a client of the server in use
     * @param show puts lines above the prompt, and the prompt to what is the case; no lines if there is nothing to tell
     */
    NoticeFeed(Supplier<FleetClient> clients, Notices notices, Consumer<List<String>> show) {
        this.clients = clients;
        this.notices = notices;
        this.show = show;
        thread.setDaemon(true);
        thread.start();
    }

    /** Another server is in use. */
    synchronized void again() {
        server++;
        notifyAll();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
    }

    private synchronized int server() {
        return server;
    }

    /** Whether this server is still in use. */
    private synchronized boolean wanted(int mine) {
        return !closed && server == mine;
    }

    private void run() {
        int mine = server();
        try {
            while (wanted(mine)) {
                try {
                    FleetClient client = clients.get();
                    try (EventFeed feed = client.events()) {
                        read(client, feed, mine);
                    }
                } catch (Problem e) {
                    // Not logged in, or not allowed: the next command says so, and a login mends it.
                }
                pause(mine);
                if (server() != mine) {
                    mine = server();
                    notices.forget();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private synchronized void pause(int mine) throws InterruptedException {
        long end = System.nanoTime() + BEFORE_NEW_CLIENT.toNanos();
        long left = BEFORE_NEW_CLIENT.toMillis();
        while (wanted(mine) && left > 0) {
            wait(left);
            left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
    }

    private void read(FleetClient client, EventFeed feed, int mine) {
        boolean stale = true;
        boolean different = false;
        long told = System.nanoTime();
        while (wanted(mine)) {
            Optional<EventFeed.Item> item = feed.poll(GATHERED);
            if (item.isPresent() && item.get() instanceof EventFeed.Ended) {
                return;
            }
            if (item.isPresent() && item.get() instanceof EventFeed.Event event) {
                stale |= event.event().type().equals("reset");
                different |= take(client, event.event());
            } else if (item.isPresent() && item.get() instanceof EventFeed.Lost) {
                stale = true;
                notices.connection(false);
            } else if (stale && item.isPresent()) {
                notices.connection(true);
            }
            if (stale && item.isPresent() && !(item.get() instanceof EventFeed.Lost)) {
                notices.all(client.devices());
                stale = false;
                different = true;
            }
            // A large fleet is never silent.
            if (item.isEmpty() || System.nanoTime() - told > GATHERED.toNanos()) {
                told = System.nanoTime();
                List<String> lines = notices.take();
                if (different || !lines.isEmpty()) {
                    show.accept(lines);
                }
                different = false;
            }
        }
    }

    /** Whether there are more or fewer devices than before. */
    private boolean take(FleetClient client, ServerEvent event) {
        switch (event.type()) {
            case "device" -> {
                return notices.device(client.decode(event, DeviceView.class));
            }
            case "command" -> notices.command(client.decode(event, CommandView.class));
            case "device_removed" -> {
                notices.removed(client.decode(event, Removed.class).id());
                return true;
            }
            default -> {} // 'ready', or something of a newer server
        }
        return false;
    }
}
