package no.itagenten.fleet.fleetd.release;

/** A release of that version is there already, and is another one. The message says so, for whoever uploads. */
public final class ReleaseConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReleaseConflictException(String message) {
        super(message);
    }
}
