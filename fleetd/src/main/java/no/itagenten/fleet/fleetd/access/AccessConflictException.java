package no.itagenten.fleet.fleetd.access;

/** Something that stands in the way of what was asked; says what. */
public final class AccessConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AccessConflictException(String message) {
        super(message);
    }
}
