package no.itagenten.fleet.fleetd.access;

/** There is no such user or token; says which. */
public final class NoSuchAccessException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchAccessException(String message) {
        super(message);
    }
}
