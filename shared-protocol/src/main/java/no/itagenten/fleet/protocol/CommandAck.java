package no.itagenten.fleet.protocol;

/** The command has arrived and is in the device's journal: it will be carried out, or its fate told, whatever happens. */
public record CommandAck(DeviceId deviceId, CommandId commandId) implements DeviceMessage {}
