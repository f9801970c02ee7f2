package no.itagenten.fleet.fleetd.oidc;

/** The issuer at which people log in does not answer as it should; later it may. */
public final class IssuerAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IssuerAwayException(String issuer) {
        super(issuer + " does not answer as it should, so nobody can log in there now; the server's log says why");
    }
}
