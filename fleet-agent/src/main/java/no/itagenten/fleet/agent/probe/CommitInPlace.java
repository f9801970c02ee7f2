package no.itagenten.fleet.agent.probe;

import java.util.Optional;

/** Which commit of the application lies where it is run from. Safe for several threads. */
interface CommitInPlace {

    /** In full; empty if there is none or it cannot be read. */
    Optional<String> commit();

    /** Whether this user may look at all. */
    boolean isReadable();
}
