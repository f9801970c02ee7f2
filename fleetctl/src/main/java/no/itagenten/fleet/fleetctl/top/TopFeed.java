package no.itagenten.fleet.fleetctl.top;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import no.itagenten.fleet.fleetctl.client.EventFeed;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.client.ServerEvent;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.Removed;

/**
 * Brings news of the server to the model. Threads of its own read; what they have read waits in a bounded queue until the thread that
 * owns the model takes it.
 */
final class TopFeed implements AutoCloseable {

    private static final int MOST_WAITING = 500;
    private static final int MOST_HISTORIES = 50;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration HISTORY = Duration.ofMinutes(30);

    private final FleetClient client;
    private final Clock clock;
    private final BlockingQueue<Consumer<TopModel>> updates = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicReference<Problem> ended = new AtomicReference<>();
    private final EventFeed events;
    private final List<Thread> threads;
    private Optional<TopLog> log = Optional.empty();
    private boolean stale = true;

    /** @param devices as they were read a moment ago */
    TopFeed(FleetClient client, Clock clock, List<DeviceView> devices) {
        this.client = client;
        this.clock = clock;
        updates.add(model -> model.all(devices));
        events = client.events();
        threads = List.of(start("top-events", this::readEvents), start("top-history", () -> readHistories(devices)));
    }

    static Thread start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Gives the model what has come. */
    void apply(TopModel model) {
        for (int i = 0; i < MOST_WAITING; i++) {
            Consumer<TopModel> update = updates.poll();
            if (update == null) {
                return;
            }
            update.accept(model);
        }
    }

    /** Follows the log of this device from now on, and of no other. */
    void watch(Optional<DeviceId> device) {
        if (log.map(TopLog::device).equals(device)) {
            return;
        }
        log.ifPresent(TopLog::close);
        log = device.map(id -> new TopLog(client, id, this::put));
    }

    /** @throws Problem if there will be no more news */
    void check() {
        Problem problem = ended.get();
        if (problem != null) {
            throw problem;
        }
    }

    private void readEvents() {
        while (ended.get() == null && !Thread.currentThread().isInterrupted()) {
            try {
                events.poll(TICK).ifPresent(this::take);
            } catch (Problem e) {
                // The stream stands, and the list did not come: it is asked for again.
                fail(e);
            }
        }
    }

    private void take(EventFeed.Item item) {
        if (item instanceof EventFeed.Lost lost) {
            fail(lost.problem());
        } else if (item instanceof EventFeed.Ended end) {
            ended.set(end.problem());
        } else if (item instanceof EventFeed.Connected) {
            stale = true;
        } else if (item instanceof EventFeed.Event event) {
            take(event.event());
        }
        if (stale && !(item instanceof EventFeed.Lost)) {
            List<DeviceView> all = client.devices();
            stale = false;
            put(model -> {
                model.all(all);
                model.live();
            });
        }
    }

    private void take(ServerEvent event) {
        switch (event.type()) {
            case "device" ->
                client.decodeIfKnown(event, DeviceView.class).ifPresent(device -> put(model -> model.put(device)));
            case "device_removed" -> {
                String id = client.decode(event, Removed.class).id();
                put(model -> model.remove(id));
            }
            case "reset" -> stale = true;
            default -> {} // commands are not shown
        }
    }

    private void fail(Problem problem) {
        if (problem.kind() == Problem.Kind.NOT_ALLOWED || problem.kind() == Problem.Kind.INTERRUPTED) {
            ended.set(problem);
            return;
        }
        stale = true;
        put(model -> model.lost(clock.instant(), problem.getMessage()));
    }

    private void readHistories(List<DeviceView> devices) {
        try {
            for (DeviceView device : devices.subList(0, Math.min(MOST_HISTORIES, devices.size()))) {
                var samples = client.metrics(device.id(), clock.instant().minus(HISTORY));
                put(model -> model.history(device.id(), samples));
            }
        } catch (Problem e) {
            // Bars that begin now are as good; what is wrong is seen by the events.
        }
    }

    private void put(Consumer<TopModel> update) {
        try {
            updates.put(update);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        log.ifPresent(TopLog::close);
        events.close();
        threads.forEach(Thread::interrupt);
    }
}
