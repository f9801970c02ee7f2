package no.itagenten.fleet.fleetd.access;

/** It cannot be decided at this moment who that is; a moment later it can. */
public final class TooManyLoginsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyLoginsException(String message) {
        super(message);
    }
}
