package no.itagenten.fleet.fleetd.http;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import no.itagenten.fleet.fleetd.access.Access;
import no.itagenten.fleet.fleetd.access.Person;
import no.itagenten.fleet.fleetd.access.Principal;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Subject;
import no.itagenten.fleet.protocol.rest.ErrorCode;
import no.itagenten.fleet.protocol.rest.LoggedOut;
import no.itagenten.fleet.protocol.rest.LoginRequest;
import no.itagenten.fleet.protocol.rest.PasswordRequest;
import no.itagenten.fleet.protocol.rest.Whoami;

/**
 * Logging in, for the dashboard and for {@code fleetctl}, logging out, and saying who one is. Passwords can be guessed, so tries are
 * counted by address and by account, whether there is such an account or not; a wrong one is never told from an unknown user.
 */
final class LoginRoutes {

    private static final int TRIES_OF_ACCOUNT = 10;
    private static final int LONGEST_NAME = 64;

    private final Access access;
    private final RateLimit addresses;
    private final RateLimit accounts;

    LoginRoutes(Access access, RateLimit addresses, LongSupplier nanoTime) {
        this.access = access;
        this.addresses = addresses;
        this.accounts = new RateLimit(TRIES_OF_ACCOUNT, Duration.ofMinutes(1), nanoTime);
    }

    List<Route> routes() {
        return List.of(
                Route.open("POST", "/api/login", this::login).fromOwnOriginOnly(),
                Route.open("POST", "/api/login/token", this::loginForToken).fromOwnOriginOnly(),
                Route.of("POST", "/api/logout", Role.VIEWER, Subject.OWN_ACCOUNT, this::logout),
                Route.of("PUT", "/api/account/password", Role.VIEWER, Subject.OWN_ACCOUNT, this::changePassword),
                Route.of(
                        "GET",
                        "/api/whoami",
                        Role.VIEWER,
                        Subject.OWN_ACCOUNT,
                        request -> Answer.ok(whoami(request.requirePrincipal()))));
    }

    private Answer login(ApiRequest request) {
        LoginRequest body = request.body(LoginRequest.class);
        if (body.token().isEmpty()) {
            Person person = byPassword(request, body);
            Whoami whoami = whoami(
                    person.name(),
                    person.role(),
                    person.scope().venues(),
                    person.scope().tags(),
                    List.of());
            return opened(whoami, access.openSession(person), request);
        }
        Principal holder = access.byToken(body.token().get().strip())
                .orElseThrow(() -> addresses.failed(request.client().address())
                        ? tooMany()
                        : new ApiException(ErrorCode.UNAUTHORIZED, "this token is not valid"));
        return opened(whoami(holder), access.openSession(holder), request);
    }

    private static Answer opened(Whoami whoami, String secret, ApiRequest request) {
        return Answer.ok(whoami).settingCookie(cookie(secret, Access.SESSION.toSeconds(), request.client()));
    }

    private Answer loginForToken(ApiRequest request) {
        Person person = byPassword(request, request.body(LoginRequest.class));
        return Answer.of(201, access.tokens().logIn(person));
    }

    private Person byPassword(ApiRequest request, LoginRequest body) {
        if (body.user().isEmpty() || body.password().isEmpty()) {
            throw ApiException.badRequest("give a 'token', or a 'user' and a 'password'");
        }
        String account = cut(body.user().get());
        return guarded(
                        request,
                        account,
                        () -> access.people()
                                .byPassword(
                                        cut(body.user().get()), body.password().get()))
                .orElseThrow(
                        () -> new ApiException(ErrorCode.UNAUTHORIZED, "the user name or the password is not right"));
    }

    private interface Try<T> {
        Optional<T> make();
    }

    /** A try that has no result counts as a failure of the address and of the account. */
    private <T> Optional<T> guarded(ApiRequest request, String account, Try<T> attempt) {
        String address = request.client().address();
        if (addresses.isExhausted(address) || accounts.isExhausted(account)) {
            throw tooMany();
        }
        Optional<T> result = attempt.make();
        if (result.isEmpty()) {
            addresses.failed(address);
            accounts.failed(account);
        }
        return result;
    }

    private static ApiException tooMany() {
        return new ApiException(ErrorCode.TOO_MANY_REQUESTS, "too many failed logins; wait a minute");
    }

    private static String cut(String name) {
        String canonical = name.strip().toLowerCase(Locale.ROOT);
        return canonical.length() > LONGEST_NAME ? canonical.substring(0, LONGEST_NAME + 1) : canonical;
    }

    private Answer logout(ApiRequest request) {
        boolean revoked = access.logOut(request.requirePrincipal());
        return Answer.ok(new LoggedOut(true, revoked)).settingCookie(cookie("", 0, request.client()));
    }

    private Answer changePassword(ApiRequest request) {
        Principal caller = request.requirePrincipal();
        PasswordRequest body = request.body(PasswordRequest.class);
        String current =
                body.current().orElseThrow(() -> ApiException.badRequest("give your present password as 'current'"));
        return guarded(
                        request,
                        caller.name(),
                        () -> access.people().changeOwn(caller, current, body.password())
                                ? Optional.of(Answer.ok(whoami(caller)))
                                : Optional.empty())
                .orElseThrow(() -> new ApiException(ErrorCode.FORBIDDEN, "the present password is not right"));
    }

    private static Whoami whoami(Principal caller) {
        return whoami(
                caller.name(),
                caller.role(),
                caller.scope().venues(),
                caller.scope().tags(),
                caller.may().stream().map(type -> type.wireName()).sorted().toList());
    }

    private static Whoami whoami(String name, Role role, List<String> venues, List<String> tags, List<String> may) {
        return new Whoami(name, role.wireName(), Optional.of(venues), Optional.of(tags), Optional.of(may));
    }

    private static String cookie(String secret, long seconds, ClientOrigin client) {
        return Router.SESSION_COOKIE + "=" + secret + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                + (client.secure() ? "; Secure" : "");
    }
}
