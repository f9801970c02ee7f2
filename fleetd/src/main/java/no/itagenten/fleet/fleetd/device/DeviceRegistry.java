package no.itagenten.fleet.fleetd.device;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import no.itagenten.fleet.protocol.ConfigReport;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.Hello;
import no.itagenten.fleet.protocol.Status;
import no.itagenten.fleet.protocol.rest.DevicePatch;

/**
 * All devices of the fleet, in memory. What people decide is on disk before it is here; what devices report is here first and
 * written behind by {@link #flush}. Safe for any thread; the methods that change what people decide block until it is committed.
 */
public final class DeviceRegistry {

    private final Map<DeviceId, Device> devices = new ConcurrentHashMap<>();
    private final Set<DeviceId> unsaved = ConcurrentHashMap.newKeySet();
    private final Object decisions = new Object();
    private final DeviceStore store;
    private final DeviceGateway gateway;
    private final Clock clock;
    private final int maxDevices;
    private volatile Consumer<DeviceId> onChange = id -> {};

    public DeviceRegistry(DeviceStore store, DeviceGateway gateway, Clock clock, int maxDevices) {
        this.store = store;
        this.gateway = gateway;
        this.clock = clock;
        this.maxDevices = maxDevices;
        store.loadAll().forEach(device -> devices.put(device.id(), device));
    }

    /** Called with the id after each change or removal of a device; must not block. */
    public void onChange(Consumer<DeviceId> listener) {
        onChange = listener;
    }

    /** Something that is shown with a device, and kept elsewhere, has changed. */
    public void touched(DeviceId id) {
        onChange.accept(id);
    }

    /** The device of that id, if it is known. */
    public Optional<Device> find(DeviceId id) {
        return Optional.ofNullable(devices.get(id));
    }

    /** @throws DeviceNotFoundException if there is none of that id */
    public Device get(DeviceId id) {
        return find(id).orElseThrow(() -> new DeviceNotFoundException(id));
    }

    /** All devices by name, then id. */
    public List<Device> list() {
        List<Device> all = new ArrayList<>(devices.values());
        all.sort(Comparator.comparing((Device device) -> device.labels().name(), String.CASE_INSENSITIVE_ORDER)
                .thenComparing(Device::id));
        return all;
    }

    /**
     * Makes a device known that connected without being so.
     *
     * @throws FleetFullException if there are as many devices as allowed
     * @throws NameTakenException if another device is called as this one's id says
     */
    public void register(DeviceId id) {
        if (devices.containsKey(id)) { // the usual case waits for nobody's disk
            return;
        }
        synchronized (decisions) {
            if (devices.containsKey(id)) {
                return;
            }
            requireRoom();
            requireFreeName(id, id.value());
            Device device = Device.unknown(
                    id,
                    new Labels(id.value(), Optional.empty(), List.of()),
                    Standing.WITHOUT_CREDENTIAL,
                    clock.instant());
            store.insert(device).join();
            devices.put(id, device);
        }
        onChange.accept(id);
    }

    /** Takes in a device that has just enrolled and is on disk already. */
    public void enrolled(Device device) {
        devices.merge(device.id(), device, (known, fresh) -> known.withStanding(fresh.standing()));
        onChange.accept(device.id());
    }

    /** Notes that a device has another standing, which is on disk already. */
    public void standing(DeviceId id, Standing standing) {
        change(id, device -> device.withStanding(standing));
    }

    /** A device that waits for approval has proved who it is, and is sent away again. */
    public void knocked(DeviceId id, String address) {
        Instant now = clock.instant();
        change(
                id,
                device ->
                        device.withReport(device.report().withAddress(address)).heard(now));
    }

    /** @throws FleetFullException if there are as many devices as allowed */
    public void requireRoom() {
        if (devices.size() >= maxDevices) {
            throw new FleetFullException(maxDevices);
        }
    }

    /**
     * A name is taken if another device has it as its name or id, in whatever letter case, as people choose devices by both.
     *
     * @throws NameTakenException if it is
     */
    public void requireFreeName(DeviceId id, String name) {
        devices.values().stream()
                .filter(other -> !other.id().equals(id))
                .filter(other -> other.labels().name().equalsIgnoreCase(name)
                        || other.id().value().equalsIgnoreCase(name))
                .min(Comparator.comparing(Device::id))
                .ifPresent(other -> {
                    throw new NameTakenException(name, other);
                });
    }

    /**
     * @param judge is told the labels as they are and as they would be, and throws what speaks against it; no other change comes
     *     between its word and the change
     * @throws IllegalArgumentException if a new label is not allowed
     * @throws NameTakenException if another device is called so
     */
    public Device patch(DeviceId id, DevicePatch patch, BiConsumer<Labels, Labels> judge) {
        synchronized (decisions) {
            Labels before = get(id).labels();
            Labels labels = before.with(patch);
            judge.accept(before, labels);
            if (!labels.name().equals(before.name())) {
                requireFreeName(id, labels.name());
            }
            store.saveLabels(get(id).withLabels(labels)).join();
            change(id, device -> device.withLabels(labels));
        }
        return get(id);
    }

    /**
     * Forgets a device and what is kept of it.
     *
     * @throws DeviceNotFoundException if there is none of that id
     */
    public void remove(DeviceId id) {
        synchronized (decisions) {
            get(id);
            store.delete(id).join();
            devices.remove(id);
            unsaved.remove(id);
        }
        onChange.accept(id);
    }

    /**
     * Has new hardware take a device's place: what people decided about the old one and its history are the new one's, and the old one
     * is forgotten.
     *
     * @throws DeviceNotFoundException if there is no device of either id
     * @throws DeviceConflictException if the new one cannot take a place
     */
    public void replace(DeviceId oldId, DeviceId newId) {
        synchronized (decisions) {
            requireReplacement(oldId, newId);
            Device old = get(oldId);
            boolean named = !old.labels().name().equals(oldId.value());
            Labels labels = named ? old.labels() : old.labels().named(newId.value());
            UnaryOperator<Device> takeOver = device -> device.withLabels(labels)
                    .withConfig(new DeviceConfig(
                            Math.max(old.config().revision(), device.config().revision()) + 1,
                            old.config().desired(),
                            device.config().report()));
            store.replace(oldId, takeOver.apply(get(newId))).join();
            change(newId, takeOver);
            devices.remove(oldId);
            unsaved.remove(oldId);
        }
        onChange.accept(oldId);
        if (gateway.ready(newId)) {
            gateway.send(newId, get(newId).config().message());
        }
    }

    /** @throws DeviceConflictException if the one cannot take the other's place */
    public void requireReplacement(DeviceId oldId, DeviceId newId) {
        Device old = get(oldId);
        Device by = get(newId);
        by.requireApproved();
        if (by.id().equals(old.id())) {
            throw new DeviceConflictException("a device cannot take its own place; name the new hardware's id");
        }
        if (!by.enrolled()) {
            throw new DeviceConflictException("the device '" + by.id()
                    + "' has no credential; enrol the new hardware first (fleetctl enroll create)");
        }
        if (!by.labels().name().equals(by.id().value())) {
            throw new DeviceConflictException("the device '" + by.id() + "' has a name already, '"
                    + by.labels().name() + "', so it has a place of its own; to give it up: fleetctl device rename "
                    + by.id() + " " + by.id());
        }
    }

    /**
     * Merges changes into what the device should be configured to, and tells it if it is there.
     *
     * @param changes empty values return a key to the device's own default
     * @throws IllegalArgumentException if a key is unknown or a value does not fit
     */
    public Device configure(DeviceId id, Map<String, Optional<String>> changes) {
        synchronized (decisions) {
            Device device = get(id);
            DeviceConfig merged = device.config().merged(changes);
            if (merged.revision() != device.config().revision()) {
                store.saveConfig(device.withConfig(merged)).join();
                change(
                        id,
                        known -> known.withConfig(new DeviceConfig(
                                merged.revision(),
                                merged.desired(),
                                known.config().report())));
            }
        }
        if (gateway.ready(id)) {
            gateway.send(id, get(id).config().message());
        }
        return get(id);
    }

    /** The device's connection is up. */
    public void connected(DeviceId id, String address) {
        Instant now = clock.instant();
        change(id, device -> {
            Device online = device.online(now);
            return device.report().ipAddress().isPresent()
                    ? online
                    : online.withReport(device.report().withAddress(address));
        });
    }

    /** The device's connection is gone. */
    public void disconnected(DeviceId id) {
        change(id, Device::offline);
    }

    /** Something came from the device. */
    public void heard(DeviceId id) {
        Instant now = clock.instant();
        change(id, device -> device.heard(now));
    }

    /** What a device says of itself as it connects. */
    public void report(Hello hello) {
        Instant now = clock.instant();
        change(
                hello.deviceId(),
                device -> device.withReport(device.report().with(hello)).heard(now));
    }

    /** A device's metrics and services; what it leaves out stays as it was. */
    public void report(Status status) {
        Instant now = clock.instant();
        change(
                status.deviceId(),
                device -> device.withReport(device.report().with(status)).heard(now));
    }

    /** The configuration in force on a device; written at once, because somebody may be waiting for it. */
    public CompletableFuture<Void> report(ConfigReport told) {
        Instant now = clock.instant();
        change(
                told.deviceId(),
                device -> device.withConfig(device.config().reported(told, now)).heard(now));
        return find(told.deviceId())
                .map(device -> store.saveReports(List.of(device)))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** Writes what devices have reported since the last time. */
    public CompletableFuture<Void> flush() {
        List<Device> changed = new ArrayList<>();
        for (DeviceId id : List.copyOf(unsaved)) {
            unsaved.remove(id);
            find(id).ifPresent(changed::add);
        }
        if (changed.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return store.saveReports(changed).whenComplete((done, failure) -> {
            if (failure != null) {
                changed.forEach(device -> unsaved.add(device.id()));
            }
        });
    }

    private void change(DeviceId id, UnaryOperator<Device> operation) {
        if (devices.computeIfPresent(id, (key, device) -> operation.apply(device)) != null) {
            unsaved.add(id);
            onChange.accept(id);
        }
    }
}
