package no.itagenten.fleet.fleetctl.invocation;

import java.util.List;
import java.util.Optional;

/** Which commands there are. */
public interface CommandIndex {

    /** All of them, in the order of the help page. */
    List<CommandEntry> entries();

    /** The entry of that path, or of an alias. */
    Optional<CommandEntry> find(String path);

    /** A fresh command, ready to be filled. */
    FleetCommand create(CommandEntry entry);
}
