package no.itagenten.fleet.fleetd;

/** The daemon cannot start; the message is one line that says why and what to do. */
public final class StartupException extends Exception {

    private static final long serialVersionUID = 1L;

    public StartupException(String message) {
        super(message);
    }

    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
