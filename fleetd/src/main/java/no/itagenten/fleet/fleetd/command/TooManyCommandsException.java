package no.itagenten.fleet.fleetd.command;

import no.itagenten.fleet.protocol.DeviceId;

/** So many commands wait for the device that one more would not help it. */
public final class TooManyCommandsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooManyCommandsException(DeviceId device, int most) {
        super(most + " commands wait for '" + device + "' already; cancel some of them or wait");
    }
}
