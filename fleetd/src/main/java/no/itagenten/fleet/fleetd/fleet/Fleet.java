package no.itagenten.fleet.fleetd.fleet;

import no.itagenten.fleet.fleetd.command.CommandService;
import no.itagenten.fleet.fleetd.device.DeviceGateway;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.enrollment.Enrollment;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.Protocol;

/** Decisions that concern a device as a whole, in all the parts that know it. Blocks until committed. */
public final class Fleet {

    private final DeviceRegistry devices;
    private final CommandService commands;
    private final Enrollment enrollment;
    private final DeviceGateway gateway;

    public Fleet(DeviceRegistry devices, CommandService commands, Enrollment enrollment, DeviceGateway gateway) {
        this.devices = devices;
        this.commands = commands;
        this.enrollment = enrollment;
        this.gateway = gateway;
    }

    public DeviceRegistry devices() {
        return devices;
    }

    /** Removes a device and everything kept of it, and closes its connection. */
    public void remove(DeviceId device) {
        devices.remove(device);
        enrollment.forget(device);
        commands.forget(device);
        gateway.disconnect(device, Protocol.CLOSE_REVOKED, "the device was removed");
    }

    /** Takes the device's credential away and closes its connection: it must enrol anew. */
    public void resetCredential(DeviceId device) {
        enrollment.reset(device);
        gateway.disconnect(device, Protocol.CLOSE_REVOKED, "the device's credential was reset");
        devices.disconnected(device);
    }
}
