package no.itagenten.fleet.protocol;

/**
 * The server could not make sense of a message. The connection lives on.
 *
 * @param code a stable name: {@code malformed}, {@code unknown_type}, {@code wrong_device}, {@code busy}
 */
public record ServerError(String code, String message) implements ServerMessage {

    public ServerError {
        Check.text(code, 40, "code");
        message = Text.cut(message, 1000);
    }
}
