package no.itagenten.fleet.fleetd.access;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.itagenten.fleet.fleetd.command.Command;
import no.itagenten.fleet.fleetd.command.CommandNotFoundException;
import no.itagenten.fleet.fleetd.command.CommandService;
import no.itagenten.fleet.fleetd.device.Device;
import no.itagenten.fleet.fleetd.device.DeviceNotFoundException;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.device.Labels;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.WindowRule;

/**
 * The one place that decides what a caller reaches. What is out of reach is answered exactly as what does not exist, and that is
 * also said here, of every device and command, before a route looks at anything else. Safe for any thread; {@link #require} may
 * read the database.
 */
public final class Reach {

    /** What a request names. */
    public interface Target {

        /** @throws RuntimeException if it cannot be one; becomes the answer of a device that is not there */
        DeviceId device();

        /** @throws RuntimeException if it cannot be one; becomes the answer of a command that is not there */
        CommandId command();

        String tag();
    }

    private final Access access;
    private final DeviceRegistry devices;
    private final CommandService commands;

    public Reach(Access access, DeviceRegistry devices, CommandService commands) {
        this.access = access;
        this.devices = devices;
        this.commands = commands;
    }

    /**
     * Judges a request whose role suffices.
     *
     * @return the device that it is about, if it is about one
     * @throws DeviceNotFoundException if the device is not there, or out of reach
     * @throws CommandNotFoundException if the command is not there, or its device is out of reach
     * @throws OutOfReachException if it is something else that the caller's limits forbid
     */
    public Optional<DeviceId> require(Principal caller, Subject subject, Target target) {
        if (subject instanceof Subject.WholeFleet) {
            if (!caller.isUnlimited()) {
                throw new OutOfReachException(
                        "this concerns the whole fleet, and your access is limited to a part of it");
            }
        } else if (subject instanceof Subject.Tag) {
            requireNoCommandsOnly(caller);
            if (!caller.scope().coversTag(target.tag())) {
                throw new OutOfReachException("this concerns devices that are out of your reach");
            }
        } else if (subject instanceof Subject.DeviceRead) {
            return Optional.of(requireDevice(caller, target));
        } else if (subject instanceof Subject.DeviceChange) {
            DeviceId device = requireDevice(caller, target);
            requireNoCommandsOnly(caller);
            return Optional.of(device);
        } else if (subject instanceof Subject.NewCommand order) {
            DeviceId device = requireDevice(caller, target);
            requireMayGive(caller, order.type().wireName(), caller.mayGive(order.type()));
            return Optional.of(device);
        } else if (subject instanceof Subject.CommandRead) {
            return Optional.of(requireCommand(caller, target).deviceId());
        } else if (subject instanceof Subject.CommandChange) {
            Command command = requireCommand(caller, target);
            requireMayGive(
                    caller,
                    command.order().type().wireName(),
                    caller.mayGive(command.order().type()));
            return Optional.of(command.deviceId());
        }
        return Optional.empty();
    }

    private DeviceId requireDevice(Principal caller, Target target) {
        DeviceId id = target.device();
        if (!reaches(caller, id)) {
            throw new DeviceNotFoundException(id);
        }
        return id;
    }

    private Command requireCommand(Principal caller, Target target) {
        CommandId id = target.command();
        Command command = commands.get(id);
        if (!reaches(caller, command.deviceId())) {
            throw new CommandNotFoundException(id);
        }
        return command;
    }

    private static void requireMayGive(Principal caller, String type, boolean may) {
        if (!may) {
            throw new OutOfReachException("the token " + caller.name() + " may not give the command " + type);
        }
    }

    private static void requireNoCommandsOnly(Principal caller) {
        if (!caller.may().isEmpty()) {
            throw new OutOfReachException(
                    "the token " + caller.name() + " may give some commands and change nothing else");
        }
    }

    /**
     * Venues and tags decide who reaches a device, so whoever is limited by them must not change them; and those on which the
     * reach of somebody turns are for admins.
     *
     * @param before as they are at the moment of the change
     * @throws DeviceNotFoundException if the device is out of reach by now
     * @throws OutOfReachException if the change is one of these
     */
    public void requireMayRelabel(Principal caller, DeviceId device, Labels before, Labels after) {
        if (!caller.scope().covers(before)) {
            throw new DeviceNotFoundException(device);
        }
        Set<String> venues = new HashSet<>();
        if (!before.venue().equals(after.venue())) {
            before.venue().ifPresent(venues::add);
            after.venue().ifPresent(venues::add);
        }
        Set<String> tags = new HashSet<>(before.tags());
        tags.addAll(after.tags());
        tags.removeIf(tag -> before.tags().contains(tag) && after.tags().contains(tag));
        if (venues.isEmpty() && tags.isEmpty()) {
            return;
        }
        if (caller.scope().isLimited()) {
            throw new OutOfReachException(
                    "your access goes by venues and tags, so somebody whose access does not has to change them");
        }
        if (!caller.role().includes(Role.ADMIN) && access.anyScopeTurnsOn(venues, tags)) {
            throw new OutOfReachException(
                    "somebody's access goes by this venue or tag, so changing it needs the role admin");
        }
    }

    /** Whether the device is there and in reach. */
    public boolean reaches(Principal caller, DeviceId device) {
        return devices.find(device).filter(caller.scope()::covers).isPresent();
    }

    /** Those in reach, by id; empty for somebody who reaches all. */
    public Optional<List<DeviceId>> onlyReached(Principal caller) {
        return caller.scope().isLimited()
                ? Optional.of(devices.list().stream()
                        .filter(caller.scope()::covers)
                        .map(Device::id)
                        .toList())
                : Optional.empty();
    }

    public List<DeviceView> devices(Principal caller, List<DeviceView> all) {
        return all.stream()
                .filter(device -> caller.scope().covers(device.venue(), device.tags()))
                .toList();
    }

    /** Those of devices in reach, and those of tags that such a device carries. */
    public List<WindowRule> rules(Principal caller, List<WindowRule> all) {
        if (!caller.scope().isLimited()) {
            return all;
        }
        Set<String> tags = new HashSet<>();
        devices.list().stream()
                .filter(caller.scope()::covers)
                .forEach(device -> tags.addAll(device.labels().tags()));
        return all.stream()
                .filter(rule -> rule.deviceId().map(id -> reaches(caller, id)).orElse(true))
                .filter(rule -> rule.tag().map(tags::contains).orElse(true))
                .toList();
    }
}
