package no.itagenten.fleet.protocol;

/** The result is stored; the device need not send it again. */
public record ResultAck(CommandId commandId) implements ServerMessage {}
