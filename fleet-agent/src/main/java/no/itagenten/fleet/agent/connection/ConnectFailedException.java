package no.itagenten.fleet.agent.connection;

/** No connection came about. The message is one sentence for an operator. */
final class ConnectFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean pending;

    ConnectFailedException(String message) {
        super(message);
        this.pending = false;
    }

    ConnectFailedException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private ConnectFailedException(String message, Throwable cause, boolean pending) {
        super(message, cause);
        this.pending = pending;
    }

    static ConnectFailedException pending(String message, Throwable cause) {
        return new ConnectFailedException(message, cause, true);
    }

    /** Whether the server knows us, and wants somebody to approve of us first. */
    boolean isPending() {
        return pending;
    }
}
