package no.itagenten.fleet.protocol;

/**
 * A well-formed message of a type this side does not know, as a newer peer may send. It is answered with an error message
 * and the connection lives on.
 */
public final class UnknownTypeException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    public UnknownTypeException(String type) {
        super("unknown message type '" + abbreviated(type) + "'");
    }

    private static String abbreviated(String type) {
        return type.length() <= 40 ? type : type.substring(0, 40) + "…";
    }
}
