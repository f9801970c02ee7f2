package no.itagenten.fleet.fleetd.policy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.protocol.DeviceId;

/** Where policies last. Each write's future completes after its commit; a device's go with the device. */
public interface PolicyStore {

    Map<DeviceId, DevicePolicy> devices();

    /** Tag to windows. */
    Map<String, List<String>> tags();

    CompletableFuture<Void> save(DeviceId device, DevicePolicy policy);

    /** @param windows none: the tag has none any more */
    CompletableFuture<Void> saveTag(String tag, List<String> windows);
}
