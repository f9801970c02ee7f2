package no.itagenten.fleet.fleetctl.top;

import org.jline.terminal.Terminal;

/** Somebody who holds the terminal already, and lends it to a command that needs the whole screen: two cannot read one keyboard. */
public interface TerminalOwner {

    /** The terminal; it stays its owner's. */
    Terminal terminal();
}
