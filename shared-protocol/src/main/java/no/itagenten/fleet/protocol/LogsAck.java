package no.itagenten.fleet.protocol;

/** The batch is stored; the agent may forget it and move its cursor. */
public record LogsAck(String stream, long batch) implements ServerMessage {}
