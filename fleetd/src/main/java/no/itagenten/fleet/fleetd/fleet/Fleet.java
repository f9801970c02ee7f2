package no.itagenten.fleet.fleetd.fleet;

import java.util.function.BiConsumer;
import no.itagenten.fleet.fleetd.command.CommandService;
import no.itagenten.fleet.fleetd.device.DeviceConflictException;
import no.itagenten.fleet.fleetd.device.DeviceGateway;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.device.Labels;
import no.itagenten.fleet.fleetd.enrollment.Enrollment;
import no.itagenten.fleet.fleetd.enrollment.MachineWatch;
import no.itagenten.fleet.fleetd.policy.Policies;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.rest.DevicePatch;

/** Decisions that concern a device as a whole, in all the parts that know it. Blocks until committed. */
public final class Fleet {

    private final DeviceRegistry devices;
    private final Policies policies;
    private final CommandService commands;
    private final Enrollment enrollment;
    private final MachineWatch machines;
    private final DeviceGateway gateway;

    public Fleet(
            DeviceRegistry devices,
            Policies policies,
            CommandService commands,
            Enrollment enrollment,
            MachineWatch machines,
            DeviceGateway gateway) {
        this.devices = devices;
        this.policies = policies;
        this.commands = commands;
        this.enrollment = enrollment;
        this.machines = machines;
        this.gateway = gateway;
    }

    /** The devices, for what concerns no other part. */
    public DeviceRegistry devices() {
        return devices;
    }

    /**
     * Changes what people say of a device; its tags and its time zone decide about its maintenance windows.
     *
     * @param judge throws what speaks against it; see {@link DeviceRegistry#patch}
     */
    public void patch(DeviceId device, DevicePatch patch, BiConsumer<Labels, Labels> judge) {
        devices.patch(device, patch, judge);
        policies.tell(device);
    }

    /** Lets a device in that waits for it. */
    public void approve(DeviceId device) {
        enrollment.approve(device);
    }

    /**
     * Sends a device away that waits for approval.
     *
     * @throws DeviceConflictException if it does not
     */
    public void reject(DeviceId device) {
        if (!devices.get(device).pending()) {
            throw new DeviceConflictException("the device '" + device
                    + "' does not wait for approval; to forget it: fleetctl device remove " + device);
        }
        remove(device);
    }

    /**
     * Has new hardware take a device's place: name, venue, tags, time zone, configuration, windows, lock, commands and logs are the new
     * one's, and the old one is removed.
     *
     * @throws DeviceConflictException if the new one cannot take a place
     */
    public void replace(DeviceId old, DeviceId by) {
        devices.requireReplacement(old, by);
        gateway.disconnect(old, Protocol.CLOSE_REVOKED, "the device was replaced");
        commands.abandon(old, "the device was replaced by " + by).join();
        devices.replace(old, by);
        enrollment.forget(old);
        machines.forget(old);
        policies.moved(old, by);
        commands.forget(old);
        gateway.disconnect(old, Protocol.CLOSE_REVOKED, "the device was replaced");
    }

    /** Removes a device and everything kept of it, and closes its connection. */
    public void remove(DeviceId device) {
        devices.remove(device);
        enrollment.forget(device);
        machines.forget(device);
        policies.forget(device);
        commands.forget(device);
        gateway.disconnect(device, Protocol.CLOSE_REVOKED, "the device was removed");
    }

    /** Takes the device's credential away and closes its connection: it must enrol anew. */
    public void resetCredential(DeviceId device) {
        enrollment.reset(device);
        machines.forget(device);
        gateway.disconnect(device, Protocol.CLOSE_REVOKED, "the device's credential was reset");
        devices.disconnected(device);
    }
}
