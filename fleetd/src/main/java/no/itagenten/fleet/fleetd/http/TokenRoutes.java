package no.itagenten.fleet.fleetd.http;

import java.util.List;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Subject;
import no.itagenten.fleet.fleetd.access.Tokens;
import no.itagenten.fleet.protocol.rest.AccessTokenRequest;
import no.itagenten.fleet.protocol.rest.AccessTokenView;
import no.itagenten.fleet.protocol.rest.Removed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/access-tokens}: the bearer tokens of machines and logins, for admins. */
final class TokenRoutes {

    private static final Logger log = LoggerFactory.getLogger(TokenRoutes.class);

    private final Tokens tokens;

    TokenRoutes(Tokens tokens) {
        this.tokens = tokens;
    }

    List<Route> routes() {
        return List.of(
                Route.of(
                        "GET",
                        "/api/access-tokens",
                        Role.ADMIN,
                        Subject.WHOLE_FLEET,
                        request -> Answer.ok(tokens.list())),
                Route.of("POST", "/api/access-tokens", Role.ADMIN, Subject.WHOLE_FLEET, this::create),
                Route.of("DELETE", "/api/access-tokens/{id}", Role.ADMIN, Subject.WHOLE_FLEET, this::revoke));
    }

    private Answer create(ApiRequest request) {
        AccessTokenView created = tokens.create(request.body(AccessTokenRequest.class), request.caller());
        log.info("Token {} ({}) was made by {}", created.name(), created.id(), request.caller());
        return Answer.of(201, created);
    }

    private Answer revoke(ApiRequest request) {
        String id = request.path().get("id");
        tokens.revoke(id);
        log.info("Token {} was revoked by {}", id, request.caller());
        return Answer.ok(new Removed(id));
    }
}
