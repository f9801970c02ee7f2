package no.itagenten.fleet.fleetd.policy;

import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.PolicyLock;

/**
 * What people decided for one device of its own.
 *
 * @param windows empty: those of its tags hold
 */
public record DevicePolicy(Optional<PolicyLock> lock, List<String> windows) {

    static final DevicePolicy NONE = new DevicePolicy(Optional.empty(), List.of());

    DevicePolicy withLock(Optional<PolicyLock> changed) {
        return new DevicePolicy(changed, windows);
    }

    DevicePolicy withWindows(List<String> changed) {
        return new DevicePolicy(lock, List.copyOf(changed));
    }
}
