package no.itagenten.fleet.fleetctl.follow;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.CommandId;

/** Where the commands to be followed come from, one by one, as there is room. */
public interface CommandSource {

    /** Sets the next one off, or finds it; empty when there are no more. */
    Optional<CommandId> next();

    /** Commands that were set off before. */
    static CommandSource of(List<CommandId> ids) {
        Iterator<CommandId> left = ids.iterator();
        return () -> left.hasNext() ? Optional.of(left.next()) : Optional.empty();
    }
}
