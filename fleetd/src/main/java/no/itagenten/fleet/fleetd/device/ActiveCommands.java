package no.itagenten.fleet.fleetd.device;

import no.itagenten.fleet.protocol.DeviceId;

/** How many commands of a device have not come to their end. */
@FunctionalInterface
public interface ActiveCommands {

    int count(DeviceId device);
}
