package no.itagenten.fleet.fleetd.http;

import java.util.List;
import no.itagenten.fleet.fleetd.access.Access;
import no.itagenten.fleet.fleetd.access.Logins;
import no.itagenten.fleet.fleetd.access.Person;
import no.itagenten.fleet.fleetd.access.Principal;
import no.itagenten.fleet.protocol.rest.LoginRequest;
import no.itagenten.fleet.protocol.rest.RefreshRequest;
import no.itagenten.fleet.protocol.rest.Whoami;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/login}: logging in, for the dashboard by a session, and for {@code fleetctl} by tokens. */
final class LoginRoutes {

    private static final Logger log = LoggerFactory.getLogger(LoginRoutes.class);

    private final Access access;
    private final LoginGuard guard;

    LoginRoutes(Access access, LoginGuard guard) {
        this.access = access;
        this.guard = guard;
    }

    List<Route> routes() {
        return List.of(
                Route.open("POST", "/api/login", this::login).fromOwnOriginOnly(),
                Route.open("POST", "/api/login/token", this::loginForTokens).fromOwnOriginOnly(),
                Route.open("POST", "/api/login/refresh", this::refresh).fromOwnOriginOnly());
    }

    private Answer login(ApiRequest request) {
        LoginRequest body = request.body(LoginRequest.class);
        if (body.token().isEmpty()) {
            Person person = guard.byPassword(request, body, access.people());
            return opened(AccountRoutes.whoami(person), access.openSession(person), request);
        }
        Principal holder = access.byOpaqueToken(body.token().get().strip())
                .orElseThrow(() -> guard.wrong(request, "this token is not valid"));
        return opened(AccountRoutes.whoami(holder), access.openSession(holder), request);
    }

    private static Answer opened(Whoami whoami, String secret, ApiRequest request) {
        return Answer.ok(whoami).settingCookie(SessionCookie.of(secret, request.client()));
    }

    private Answer loginForTokens(ApiRequest request) {
        Person person = guard.byPassword(request, request.body(LoginRequest.class), access.people());
        return Answer.of(201, access.logins().logIn(person));
    }

    private Answer refresh(ApiRequest request) {
        String token = request.body(RefreshRequest.class).refreshToken().strip();
        Logins.Refreshed outcome = access.logins().refresh(token, request.idempotencyKey());
        if (outcome instanceof Logins.Granted granted) {
            return Answer.ok(granted.tokens());
        }
        if (outcome instanceof Logins.Reused reused) {
            log.warn(
                    "A refresh token of {} came twice, from {} the second time: somebody has a copy. The login {} is ended",
                    reused.name(),
                    request.client().address(),
                    reused.login());
        }
        throw guard.wrong(request, "this login is over; log in again");
    }
}
