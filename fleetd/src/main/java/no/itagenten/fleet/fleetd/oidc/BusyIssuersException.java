package no.itagenten.fleet.fleetd.oidc;

/** Too many identity tokens are being looked at; a moment later it can be done. */
public final class BusyIssuersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BusyIssuersException() {
        super("too many are logging in by an identity token at this moment; try again in a few seconds");
    }
}
