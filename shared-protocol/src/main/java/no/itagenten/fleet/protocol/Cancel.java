package no.itagenten.fleet.protocol;

/**
 * Take a command back. The device answers with the command's result: {@code canceled} if it had not begun or could stop safely,
 * else the true end. A device that does not know the id answers {@code canceled} too, and never executes that id should it come later.
 */
public record Cancel(CommandId commandId) implements ServerMessage {}
