package no.itagenten.fleet.agent.upgrade;

/** A release is not what it must be to take the agent's place. The message says why, for an operator; nothing was changed. */
public final class RefusedReleaseException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedReleaseException(String message) {
        super(message);
    }

    RefusedReleaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
