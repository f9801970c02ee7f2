package no.itagenten.fleet.fleetctl.audit;

import java.util.Optional;
import no.itagenten.fleet.fleetctl.client.AuditFilter;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;

/**
 * A device that somebody asks the audit log about. Of one that was removed nothing is known but what the log itself says. Immutable.
 *
 * @param id as the log has it
 * @param unknown what there is to say if the log has nothing of it either; empty for a device of the fleet
 */
public record NamedDevice(String id, Optional<Problem> unknown) {

    /** The one that goes by that word, or whatever had it as its id. */
    public static NamedDevice of(FleetClient client, String word) {
        try {
            return new NamedDevice(DeviceFinder.of(client).find(word).id().value(), Optional.empty());
        } catch (Problem problem) {
            if (problem.kind() == Problem.Kind.NO_DEVICE) {
                return new NamedDevice(word, Optional.of(problem));
            }
            throw problem;
        }
    }

    /** @throws Problem of kind NO_DEVICE if there is none, and the log has no entry of one that was */
    public void requireKnown(FleetClient client) {
        if (unknown.isPresent() && client.audit(AuditFilter.about(id)).isEmpty()) {
            throw unknown.get();
        }
    }
}
