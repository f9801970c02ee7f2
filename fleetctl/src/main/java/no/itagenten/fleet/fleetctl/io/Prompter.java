package no.itagenten.fleet.fleetctl.io;

import java.util.Optional;

/** Asks the person at the terminal. Never used where {@link #canAsk} says that there is none. */
public interface Prompter {

    /** Whether somebody is there who sees the question and can answer. */
    boolean canAsk();

    /** A yes-or-no question; anything but a clear yes is no. */
    boolean confirm(String question);

    /** A secret, not shown while it is typed; empty when the person gave up. */
    Optional<String> secret(String label);
}
