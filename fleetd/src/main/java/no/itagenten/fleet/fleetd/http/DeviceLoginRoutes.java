package no.itagenten.fleet.fleetd.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import no.itagenten.fleet.fleetd.oidc.DeviceLogin;
import no.itagenten.fleet.fleetd.oidc.TrustedIssuers;
import no.itagenten.fleet.protocol.rest.DeviceLoginPoll;
import no.itagenten.fleet.protocol.rest.DeviceLoginProgress;
import no.itagenten.fleet.protocol.rest.DeviceLoginView;
import no.itagenten.fleet.protocol.rest.ErrorCode;

/** {@code /api/login/device}: logging in at an issuer with a browser that may be on another machine. */
final class DeviceLoginRoutes {

    /** Each of them has the issuer asked. */
    private static final int BEGUN_BY_NETWORK = 10;

    private final TrustedIssuers issuers;
    private final VouchedLogins logins;
    private final LoginGuard guard;
    private final RateLimit begun;

    DeviceLoginRoutes(TrustedIssuers issuers, VouchedLogins logins, LoginGuard guard, LongSupplier nanoTime) {
        this.issuers = issuers;
        this.logins = logins;
        this.guard = guard;
        this.begun = new RateLimit(BEGUN_BY_NETWORK, Duration.ofMinutes(1), nanoTime);
    }

    List<Route> routes() {
        return List.of(
                Route.open("POST", "/api/login/device", this::begin).fromOwnOriginOnly(),
                Route.open("POST", "/api/login/device/token", this::poll).fromOwnOriginOnly());
    }

    private Answer begin(ApiRequest request) {
        if (!issuers.letPeopleIn()) {
            throw new ApiException(ErrorCode.UNAUTHORIZED, "no issuer at which people log in is configured here");
        }
        if (begun.failed(request.client().network())) {
            throw new ApiException(ErrorCode.TOO_MANY_REQUESTS, "too many logins were begun; wait a minute");
        }
        DeviceLogin login = issuers.beginDeviceLogin(request.client().network());
        return Answer.ok(new DeviceLoginView(
                login.code(), login.userCode(), login.page(), login.pageWithCode(), login.seconds(), login.interval()));
    }

    private Answer poll(ApiRequest request) {
        String code = request.body(DeviceLoginPoll.class).loginCode().strip();
        DeviceLogin.Progress progress =
                issuers.progressOf(code, request.client().network());
        if (progress instanceof DeviceLogin.Waiting waiting) {
            return Answer.ok(new DeviceLoginProgress(true, waiting.interval(), Optional.empty()));
        }
        return Optional.of(progress)
                .filter(DeviceLogin.Done.class::isInstance)
                .flatMap(done -> logins.letIn(((DeviceLogin.Done) done).vouching()))
                .map(tokens -> Answer.ok(new DeviceLoginProgress(false, 0, Optional.of(tokens))))
                .orElseThrow(() -> guard.wrong(
                        request, "this login was not confirmed in time, or not by anybody who is known here"));
    }
}
