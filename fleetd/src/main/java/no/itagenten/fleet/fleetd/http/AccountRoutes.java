package no.itagenten.fleet.fleetd.http;

import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetd.access.Access;
import no.itagenten.fleet.fleetd.access.Person;
import no.itagenten.fleet.fleetd.access.Principal;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Subject;
import no.itagenten.fleet.protocol.rest.CommandType;
import no.itagenten.fleet.protocol.rest.ErrorCode;
import no.itagenten.fleet.protocol.rest.LoggedOut;
import no.itagenten.fleet.protocol.rest.PasswordRequest;
import no.itagenten.fleet.protocol.rest.Whoami;

/** The caller's own account: who one is, one's password, and logging out. */
final class AccountRoutes {

    private final Access access;
    private final LoginGuard guard;

    AccountRoutes(Access access, LoginGuard guard) {
        this.access = access;
        this.guard = guard;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/api/logout", Role.VIEWER, Subject.OWN_ACCOUNT, this::logout),
                Route.of("PUT", "/api/account/password", Role.VIEWER, Subject.OWN_ACCOUNT, this::changePassword),
                Route.of(
                        "GET",
                        "/api/whoami",
                        Role.VIEWER,
                        Subject.OWN_ACCOUNT,
                        request -> Answer.ok(whoami(request.requirePrincipal()))));
    }

    private Answer logout(ApiRequest request) {
        boolean revoked = access.logOut(request.requirePrincipal());
        return Answer.ok(new LoggedOut(true, revoked)).settingCookie(SessionCookie.none(request.client()));
    }

    private Answer changePassword(ApiRequest request) {
        Principal caller = request.requirePrincipal();
        PasswordRequest body = request.body(PasswordRequest.class);
        String current =
                body.current().orElseThrow(() -> ApiException.badRequest("give your present password as 'current'"));
        return guard.tried(
                        request,
                        caller.name(),
                        () -> access.people().changeOwn(caller, current, body.password())
                                ? Optional.of(Answer.ok(whoami(caller)))
                                : Optional.empty())
                .orElseThrow(() -> new ApiException(ErrorCode.FORBIDDEN, "the present password is not right"));
    }

    static Whoami whoami(Principal caller) {
        return new Whoami(
                caller.name(),
                caller.role().wireName(),
                Optional.of(caller.scope().venues()),
                Optional.of(caller.scope().tags()),
                Optional.of(caller.may().stream()
                        .map(CommandType::wireName)
                        .sorted()
                        .toList()));
    }

    static Whoami whoami(Person person) {
        return new Whoami(
                person.name(),
                person.role().wireName(),
                Optional.of(person.scope().venues()),
                Optional.of(person.scope().tags()),
                Optional.of(List.of()));
    }
}
