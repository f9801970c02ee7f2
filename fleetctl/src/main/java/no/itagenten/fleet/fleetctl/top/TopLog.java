package no.itagenten.fleet.fleetctl.top;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import no.itagenten.fleet.fleetctl.client.EventFeed;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.client.LogQuery;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.LogEntry;

/** Follows one device's log, on a thread of its own, until it is closed. */
final class TopLog implements AutoCloseable {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int LINES = 100;

    private final FleetClient client;
    private final DeviceId device;
    private final Consumer<Consumer<TopModel>> updates;
    private final Thread thread;

    TopLog(FleetClient client, DeviceId device, Consumer<Consumer<TopModel>> updates) {
        this.client = client;
        this.device = device;
        this.updates = updates;
        this.thread = TopFeed.start("top-log", this::read);
    }

    DeviceId device() {
        return device;
    }

    private void read() {
        LogQuery query = new LogQuery(LINES, Optional.empty(), Optional.empty(), Optional.empty());
        try {
            List<LogEntry> newest = client.logs(device, query);
            for (int i = newest.size() - 1; i >= 0; i--) {
                show(newest.get(i));
            }
            long after = newest.isEmpty() ? 0 : newest.get(0).id();
            try (EventFeed feed = client.followLogs(device, query, after)) {
                while (!Thread.currentThread().isInterrupted()) {
                    EventFeed.Item item = feed.poll(TICK).orElse(null);
                    if (item instanceof EventFeed.Ended) {
                        return;
                    }
                    if (item instanceof EventFeed.Event event
                            && event.event().type().equals("log")) {
                        show(client.decode(event.event(), LogEntry.class));
                    }
                }
            }
        } catch (Problem e) {
            // The events tell what is wrong with the server; a device that is gone has no log.
        }
    }

    private void show(LogEntry entry) {
        updates.accept(model -> model.log(device, entry));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
