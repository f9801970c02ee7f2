package no.itagenten.fleet.protocol;

/**
 * A well-formed message of a type this side does not know, as a newer peer may send. It is answered with an error message
 * and the connection lives on.
 */
public final class UnknownTypeException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    public UnknownTypeException(String type) {
        super("unknown message type '" + Text.excerpt(type, 40) + "'");
    }
}
