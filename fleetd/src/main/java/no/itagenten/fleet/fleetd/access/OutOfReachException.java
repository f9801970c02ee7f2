package no.itagenten.fleet.fleetd.access;

/** The caller may not do that, and may know that there is something it may not do; says what it would take. */
public final class OutOfReachException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutOfReachException(String message) {
        super(message);
    }
}
