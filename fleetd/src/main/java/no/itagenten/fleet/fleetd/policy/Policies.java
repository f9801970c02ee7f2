package no.itagenten.fleet.fleetd.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import no.itagenten.fleet.fleetd.device.Device;
import no.itagenten.fleet.fleetd.device.DeviceGateway;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.MaintenanceWindows;
import no.itagenten.fleet.protocol.Policy;
import no.itagenten.fleet.protocol.PolicyLock;
import no.itagenten.fleet.protocol.rest.LockRequest;
import no.itagenten.fleet.protocol.rest.WindowRule;

/**
 * When devices may be disturbed, as people decided it: locks, and maintenance windows of devices and of tags. What changes is
 * committed first and then told to the devices it concerns; the devices judge by it. Safe for any thread; the methods that change
 * something block until it is committed.
 */
public final class Policies {

    private static final int MOST_TAGS = 1_000;

    private final Map<DeviceId, DevicePolicy> ofDevices = new ConcurrentHashMap<>();
    private final Map<String, List<String>> ofTags = new ConcurrentHashMap<>();
    private final Object decisions = new Object();
    private final PolicyStore store;
    private final DeviceRegistry devices;
    private final DeviceGateway gateway;
    private final Clock clock;

    public Policies(PolicyStore store, DeviceRegistry devices, DeviceGateway gateway, Clock clock) {
        this.store = store;
        this.devices = devices;
        this.gateway = gateway;
        this.clock = clock;
        ofDevices.putAll(store.devices());
        ofTags.putAll(store.tags());
    }

    /**
     * Locks a device; an earlier lock gives way.
     *
     * @throws IllegalArgumentException if the reason or the time does not fit; nothing is changed then
     */
    public void lock(DeviceId id, String owner, LockRequest request) {
        request.forSeconds()
                .filter(time -> time < 1 || time > LockRequest.MOST_SECONDS)
                .ifPresent(time -> {
                    throw new IllegalArgumentException("'for_seconds' must be from 1 to " + LockRequest.MOST_SECONDS);
                });
        if (request.reason().isBlank()) {
            throw new IllegalArgumentException("say in 'reason' why the device is to be left alone");
        }
        Instant now = clock.instant();
        PolicyLock lock = new PolicyLock(
                owner,
                request.reason().strip(),
                now,
                request.forSeconds().map(Duration::ofSeconds).map(now::plus));
        change(id, policy -> policy.withLock(Optional.of(lock)));
    }

    /** Takes the lock away; without one nothing happens. */
    public void unlock(DeviceId id) {
        change(id, policy -> policy.withLock(Optional.empty()));
    }

    /**
     * Gives a device windows of its own; with none, those of its tags hold.
     *
     * @throws IllegalArgumentException if one cannot be read
     */
    public void setWindows(DeviceId id, List<String> windows) {
        requireReadable(windows);
        change(id, policy -> policy.withWindows(windows));
    }

    /**
     * Gives all devices of a tag windows; with none the tag says nothing any more.
     *
     * @throws IllegalArgumentException if one cannot be read
     */
    public void setTagWindows(String tag, List<String> windows) {
        requireReadable(windows);
        synchronized (decisions) {
            if (ofTags.size() >= MOST_TAGS && !ofTags.containsKey(tag)) {
                throw new IllegalArgumentException("at most " + MOST_TAGS + " tags have windows");
            }
            store.saveTag(tag, windows).join();
            if (windows.isEmpty()) {
                ofTags.remove(tag);
            } else {
                ofTags.put(tag, List.copyOf(windows));
            }
            devices.list().stream()
                    .filter(device -> device.labels().tags().contains(tag))
                    .forEach(device -> tell(device.id()));
        }
    }

    /** All windows that somebody set: of devices by id, then of tags by name. */
    public List<WindowRule> rules() {
        List<WindowRule> rules = new ArrayList<>();
        new TreeMap<>(ofDevices).forEach((id, policy) -> {
            if (!policy.windows().isEmpty()) {
                rules.add(new WindowRule(Optional.of(id), Optional.empty(), policy.windows()));
            }
        });
        new TreeMap<>(ofTags)
                .forEach((tag, windows) -> rules.add(new WindowRule(Optional.empty(), Optional.of(tag), windows)));
        return rules;
    }

    /** What holds for a device now; a lock that has ended is not in it. */
    public Policy of(Device device) {
        Instant now = clock.instant();
        DevicePolicy own = ofDevices.getOrDefault(device.id(), DevicePolicy.NONE);
        List<String> windows = own.windows().isEmpty()
                ? device.labels().tags().stream()
                        .flatMap(tag -> ofTags.getOrDefault(tag, List.of()).stream())
                        .distinct()
                        .limit(MaintenanceWindows.MOST)
                        .toList()
                : own.windows();
        return Revisions.number(
                own.lock().filter(lock -> lock.holds(now)),
                device.labels().timeZone(),
                windows.isEmpty() ? Optional.empty() : Optional.of(windows));
    }

    /** Sends a device what holds for it, if it is there. Messages to one device are in the order of the decisions. */
    public void tell(DeviceId id) {
        synchronized (decisions) {
            if (gateway.ready(id)) {
                devices.find(id).map(this::of).ifPresent(policy -> gateway.send(id, policy));
            }
        }
        devices.touched(id);
    }

    /** Sends it only if it is another than the device was sent a moment ago. */
    public void tellIfOther(DeviceId id, Policy told) {
        if (!devices.find(id).map(this::of).equals(Optional.of(told))) {
            tell(id);
        }
    }

    /** A device has taken another's place, on disk already: what was decided about that one holds for it. */
    public void moved(DeviceId from, DeviceId to) {
        synchronized (decisions) {
            DevicePolicy policy = ofDevices.remove(from);
            if (policy == null) {
                ofDevices.remove(to);
            } else {
                ofDevices.put(to, policy);
            }
            tell(to);
        }
    }

    /** The device is gone. */
    public void forget(DeviceId id) {
        ofDevices.remove(id);
    }

    /** Takes away locks that have ended. Called every few seconds. */
    public void sweep() {
        Instant now = clock.instant();
        ofDevices.forEach((id, policy) -> {
            if (policy.lock().filter(lock -> !lock.holds(now)).isPresent()) {
                change(id, current -> current.withLock(current.lock().filter(lock -> lock.holds(now))));
            }
        });
    }

    private static void requireReadable(List<String> windows) {
        if (windows.stream().anyMatch(text -> text.length() > MaintenanceWindows.LONGEST)) {
            throw new IllegalArgumentException(
                    "a maintenance window has at most " + MaintenanceWindows.LONGEST + " characters");
        }
        MaintenanceWindows.parse(windows);
    }

    private interface Change {
        DevicePolicy apply(DevicePolicy policy);
    }

    private void change(DeviceId id, Change step) {
        synchronized (decisions) {
            devices.get(id);
            DevicePolicy current = ofDevices.getOrDefault(id, DevicePolicy.NONE);
            DevicePolicy changed = step.apply(current);
            if (changed.equals(current)) {
                return;
            }
            store.save(id, changed).join();
            ofDevices.put(id, changed);
            tell(id);
        }
    }
}
