package no.itagenten.fleet.fleetd.enrollment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.Hello;
import no.itagenten.fleet.protocol.rest.DuplicateKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when a device's key is used from two machines. Two things prove it: a boot that comes back after another one, for no
 * machine returns to an earlier boot; and a connection that takes the place of a live one from another installation or hardware. A
 * disk that was moved, or a machine that was set up anew, does neither. Safe for any thread; nothing here waits for the disk.
 */
public final class MachineWatch {

    private static final Logger log = LoggerFactory.getLogger(MachineWatch.class);

    /** Machines that are remembered of a device. */
    private static final int MOST = 4;

    /** Without another sign of it the alert ends. */
    private static final Duration ENDS_AFTER = Duration.ofHours(24);

    private record Machine(Optional<String> bootId, Optional<String> machineId, Optional<String> hardwareId) {

        boolean isElsewhere(Machine other) {
            return differ(machineId, other.machineId) || differ(hardwareId, other.hardwareId);
        }

        private static boolean differ(Optional<String> one, Optional<String> other) {
            return one.isPresent() && other.isPresent() && !one.equals(other);
        }
    }

    private record Sighting(Machine machine, DuplicateKey.Machine shown) {}

    private final Map<DeviceId, Deque<Sighting>> seen = new ConcurrentHashMap<>();
    private final Map<DeviceId, DuplicateKey> alerts = new ConcurrentHashMap<>();
    private final EnrollmentStore store;
    private final DeviceRegistry devices;
    private final Clock clock;

    public MachineWatch(EnrollmentStore store, DeviceRegistry devices, Clock clock) {
        this.store = store;
        this.devices = devices;
        this.clock = clock;
        alerts.putAll(store.duplicates());
    }

    /** The machines that use the device's key, when there are several. */
    public Optional<DuplicateKey> duplicateOf(DeviceId device) {
        return Optional.ofNullable(alerts.get(device));
    }

    /**
     * A device that proved itself by its key says what it is.
     *
     * @param displaced whether its connection took the place of a live one
     * @return completes when what follows is on disk
     */
    public CompletableFuture<?> seen(Hello hello, String address, boolean displaced) {
        Instant now = clock.instant();
        DeviceId device = hello.deviceId();
        Sighting sighting = new Sighting(
                new Machine(hello.bootId(), hello.machineId(), hello.hardwareId()),
                new DuplicateKey.Machine(address, hello.facts().flatMap(facts -> facts.hostname()), now));
        Optional<DuplicateKey> raised = note(device, sighting, displaced);
        if (raised.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        log.warn(
                "The key of device {} is used from several machines: {}",
                device,
                raised.get().machines());
        devices.touched(device);
        return store.saveDuplicate(device, raised);
    }

    private Optional<DuplicateKey> note(DeviceId device, Sighting now, boolean displaced) {
        Deque<Sighting> known = seen.computeIfAbsent(device, id -> new ArrayDeque<>());
        synchronized (known) {
            Sighting last = known.peekFirst();
            boolean returned = forget(known, now.machine());
            known.addFirst(now);
            if (known.size() > MOST) {
                known.removeLast();
            }
            if (last == null || last.machine().equals(now.machine())) {
                return Optional.empty();
            }
            boolean comesBack = returned && now.machine().bootId().isPresent();
            if (!comesBack && !(displaced && now.machine().isElsewhere(last.machine()))) {
                return Optional.empty();
            }
            DuplicateKey alert = alerts.merge(
                    device,
                    new DuplicateKey(now.shown().lastSeen(), now.shown().lastSeen(), shown(known)),
                    (earlier, later) -> new DuplicateKey(earlier.since(), later.lastSeen(), later.machines()));
            return Optional.of(alert);
        }
    }

    private static boolean forget(Deque<Sighting> known, Machine machine) {
        Iterator<Sighting> each = known.iterator();
        while (each.hasNext()) {
            if (each.next().machine().equals(machine)) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    private static List<DuplicateKey.Machine> shown(Deque<Sighting> known) {
        return known.stream().map(Sighting::shown).toList();
    }

    /** The device is gone, or has a new credential: what was known of its machines says nothing any more. */
    public void forget(DeviceId device) {
        seen.remove(device);
        alerts.remove(device);
    }

    /** Ends alerts that have not come again for a day. Called now and then. */
    public void sweep() {
        Instant before = clock.instant().minus(ENDS_AFTER);
        alerts.forEach((device, alert) -> {
            if (alert.lastSeen().isBefore(before) && alerts.remove(device, alert)) {
                store.saveDuplicate(device, Optional.empty()).join();
                devices.touched(device);
            }
        });
    }
}
