package no.itagenten.fleet.fleetd.access;

import no.itagenten.fleet.protocol.rest.CommandType;

/** What a route is about, which decides who reaches it besides the role. Every route has one; {@link Reach} judges by it. */
public sealed interface Subject {

    /** Nothing of the fleet: open to all. */
    record Nothing() implements Subject {}

    /** The caller itself. */
    record OwnAccount() implements Subject {}

    /** The fleet as a whole, its people and its server: for those without limits. */
    record WholeFleet() implements Subject {}

    /** A list or a stream, of which the caller gets what is in reach; the route filters by {@link Reach}. */
    record FilteredList() implements Subject {}

    /** All devices of the path's {@code {tag}}. */
    record Tag() implements Subject {}

    /** The device of the path's {@code {id}}, looked at. */
    record DeviceRead() implements Subject {}

    /** The device of the path's {@code {id}}, changed otherwise than by a command. */
    record DeviceChange() implements Subject {}

    /** A new command for the device of the path's {@code {id}}. */
    record NewCommand(CommandType type) implements Subject {}

    /** The command of the path's {@code {id}}, looked at. */
    record CommandRead() implements Subject {}

    /** The command of the path's {@code {id}}, changed or its fruits taken. */
    record CommandChange() implements Subject {}

    Subject NOTHING = new Nothing();
    Subject OWN_ACCOUNT = new OwnAccount();
    Subject WHOLE_FLEET = new WholeFleet();
    Subject FILTERED_LIST = new FilteredList();
    Subject TAG = new Tag();
    Subject DEVICE = new DeviceRead();
    Subject DEVICE_CHANGE = new DeviceChange();
    Subject COMMAND = new CommandRead();
    Subject COMMAND_CHANGE = new CommandChange();
}
