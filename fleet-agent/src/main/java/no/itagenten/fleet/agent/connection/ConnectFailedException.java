package no.itagenten.fleet.agent.connection;

/** No connection came about. The message is one sentence for an operator. */
final class ConnectFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    ConnectFailedException(String message) {
        super(message);
    }

    ConnectFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
