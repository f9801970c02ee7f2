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

    /** Removes the device with everything that is kept of it. */
    CompletableFuture<Void> delete(DeviceId id);
}
