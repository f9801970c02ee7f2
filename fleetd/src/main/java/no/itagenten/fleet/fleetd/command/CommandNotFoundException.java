package no.itagenten.fleet.fleetd.command;

import no.itagenten.fleet.protocol.CommandId;

/** No command has that id. */
public final class CommandNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandNotFoundException(CommandId id) {
        super("there is no command '" + id + "'; fleetctl commands lists the latest");
    }
}
