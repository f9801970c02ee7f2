package no.itagenten.fleet.fleetd.http;

import java.util.List;
import java.util.Map;
import no.itagenten.fleet.fleetd.access.Access;
import no.itagenten.fleet.fleetd.access.Principal;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Subject;
import no.itagenten.fleet.protocol.rest.ErrorCode;
import no.itagenten.fleet.protocol.rest.Whoami;

/** Opening and closing dashboard sessions, and saying who one is. */
final class LoginRoutes {

    /** {@code POST /api/login}. */
    record Login(String token) {}

    private final Access access;
    private final RateLimit failures;

    LoginRoutes(Access access, RateLimit failures) {
        this.access = access;
        this.failures = failures;
    }

    List<Route> routes() {
        return List.of(
                Route.open("POST", "/api/login", this::login).fromOwnOriginOnly(),
                Route.of("POST", "/api/logout", Role.VIEWER, Subject.OWN_ACCOUNT, this::logout),
                Route.of(
                        "GET",
                        "/api/whoami",
                        Role.VIEWER,
                        Subject.OWN_ACCOUNT,
                        request -> Answer.ok(whoami(request.principal().orElseThrow()))));
    }

    private Answer login(ApiRequest request) {
        Principal principal = access.byToken(request.body(Login.class).token().strip())
                .orElseThrow(() -> failures.failed(request.client().address())
                        ? new ApiException(ErrorCode.TOO_MANY_REQUESTS, "too many failed logins; wait a minute")
                        : new ApiException(ErrorCode.UNAUTHORIZED, "this token is not valid"));
        String secret = access.openSession(principal);
        return Answer.ok(whoami(principal)).settingCookie(cookie(secret, Access.SESSION.toSeconds(), request.client()));
    }

    private Answer logout(ApiRequest request) {
        request.sessionCookie().ifPresent(access::closeSession);
        return Answer.ok(Map.of("success", true)).settingCookie(cookie("", 0, request.client()));
    }

    private static Whoami whoami(Principal principal) {
        return new Whoami(principal.name(), principal.role().wireName());
    }

    private static String cookie(String secret, long seconds, ClientOrigin client) {
        return Router.SESSION_COOKIE + "=" + secret + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                + (client.secure() ? "; Secure" : "");
    }
}
