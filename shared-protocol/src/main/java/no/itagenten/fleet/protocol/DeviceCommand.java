package no.itagenten.fleet.protocol;

/**
 * A command with an effect on the device. It may be delivered more than once; the device executes a given id at most once,
 * one command at a time, in the order in which they came.
 */
public sealed interface DeviceCommand extends ServerMessage permits Restart, Update, Reboot {

    CommandId commandId();
}
