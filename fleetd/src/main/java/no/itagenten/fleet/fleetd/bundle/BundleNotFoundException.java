package no.itagenten.fleet.fleetd.bundle;

/** The command has no archive: none yet, none any more, or it was never to have one. */
public final class BundleNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BundleNotFoundException(String message) {
        super(message);
    }
}
