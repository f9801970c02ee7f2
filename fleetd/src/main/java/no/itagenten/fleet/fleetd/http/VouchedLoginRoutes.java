package no.itagenten.fleet.fleetd.http;

import java.util.List;
import no.itagenten.fleet.fleetd.oidc.TrustedIssuers;
import no.itagenten.fleet.protocol.rest.IdentityRequest;

/** {@code /api/login/identity}: logging in by the identity token of a trusted issuer, as jobs of CI have one. */
final class VouchedLoginRoutes {

    private final TrustedIssuers issuers;
    private final VouchedLogins logins;
    private final LoginGuard guard;

    VouchedLoginRoutes(TrustedIssuers issuers, VouchedLogins logins, LoginGuard guard) {
        this.issuers = issuers;
        this.logins = logins;
        this.guard = guard;
    }

    List<Route> routes() {
        return List.of(Route.open("POST", "/api/login/identity", this::login).fromOwnOriginOnly());
    }

    private Answer login(ApiRequest request) {
        String token = request.body(IdentityRequest.class).identityToken().strip();
        return Answer.of(
                201,
                issuers.byToken(token, request.client().network())
                        .flatMap(logins::letIn)
                        .orElseThrow(() -> guard.wrong(request, "this identity token is not taken here")));
    }
}
