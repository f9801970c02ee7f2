package no.itagenten.fleet.protocol;

/**
 * Take a command back. The device answers with the command's result: {@code canceled} if it had not begun or could stop safely,
 * else the true end.
 */
public record Cancel(CommandId commandId) implements ServerMessage {}
