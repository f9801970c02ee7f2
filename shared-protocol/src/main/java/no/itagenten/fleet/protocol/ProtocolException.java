package no.itagenten.fleet.protocol;

/** Input that is not what the protocol allows. The message is one sentence, safe to send back to whoever sent the input. */
public class ProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    public ProtocolException(String message) {
        super(message);
    }

    public ProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
