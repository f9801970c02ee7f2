package no.itagenten.fleet.fleetd.http;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import no.itagenten.fleet.fleetd.access.People;
import no.itagenten.fleet.fleetd.access.Person;
import no.itagenten.fleet.protocol.rest.ErrorCode;
import no.itagenten.fleet.protocol.rest.LoginRequest;

/**
 * Counts failed logins. Passwords can be guessed, so tries are counted by network (an address; of IPv6 a /64) and by account, whether there is such an account
 * or not, and beyond the limit the right one is not taken either; a wrong one is never told from an unknown user. Other secrets are
 * too long to be guessed: beyond the limit only wrong ones are refused. Safe for any thread.
 */
final class LoginGuard {

    private static final int TRIES_OF_ACCOUNT = 10;
    private static final int LONGEST_NAME = 64;

    private final RateLimit networks;
    private final RateLimit accounts;

    LoginGuard(RateLimit networks, LongSupplier nanoTime) {
        this.networks = networks;
        this.accounts = new RateLimit(TRIES_OF_ACCOUNT, Duration.ofMinutes(1), nanoTime);
    }

    /** @throws ApiException if it is not right, or there were too many tries */
    Person byPassword(ApiRequest request, LoginRequest body, People people) {
        if (body.user().isEmpty() || body.password().isEmpty()) {
            throw ApiException.badRequest("give a 'token', or a 'user' and a 'password'");
        }
        String account = cut(body.user().get());
        return tried(
                        request,
                        account,
                        () -> people.byPassword(account, body.password().get()))
                .orElseThrow(
                        () -> new ApiException(ErrorCode.UNAUTHORIZED, "the user name or the password is not right"));
    }

    private static String cut(String name) {
        String canonical = name.strip().toLowerCase(Locale.ROOT);
        return canonical.length() > LONGEST_NAME ? canonical.substring(0, LONGEST_NAME + 1) : canonical;
    }

    /**
     * A try of a password. One that has no result counts as a failure of the network and of the account.
     *
     * @throws ApiException if there were too many before
     */
    <T> Optional<T> tried(ApiRequest request, String account, Supplier<Optional<T>> attempt) {
        String network = request.client().network();
        if (networks.isExhausted(network) || accounts.isExhausted(account)) {
            throw tooMany();
        }
        Optional<T> result = attempt.get();
        if (result.isEmpty()) {
            networks.failed(network);
            accounts.failed(account);
        }
        return result;
    }

    /** What a wrong secret is answered with, which is counted by this. */
    ApiException wrong(ApiRequest request, String sentence) {
        return networks.failed(request.client().network())
                ? tooMany()
                : new ApiException(ErrorCode.UNAUTHORIZED, sentence);
    }

    private static ApiException tooMany() {
        return new ApiException(ErrorCode.TOO_MANY_REQUESTS, "too many failed logins; wait a minute");
    }
}
