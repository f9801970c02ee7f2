package no.itagenten.fleet.fleetd.device;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.protocol.DeviceId;

/** Where devices last. Each write's future completes after its commit. */
public interface DeviceStore {

    /** Every device, offline. */
    List<Device> loadAll();

    CompletableFuture<Void> insert(Device device);

    CompletableFuture<Void> saveLabels(Device device);

    CompletableFuture<Void> saveConfig(Device device);

    /** Presence and reports, written behind: losing the last seconds of them in a crash is allowed. */
    CompletableFuture<Void> saveReports(Collection<Device> devices);

    /**
     * Saves the labels and the configuration of {@code by}, gives it the commands, log lines and policy of {@code old}, and removes
     * {@code old} with the rest that is kept of it; all of it or nothing.
     */
    CompletableFuture<Void> replace(DeviceId old, Device by);

    /** Removes the device with everything that is kept of it. */
    CompletableFuture<Void> delete(DeviceId id);
}
