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
 * Counts failed logins. Passwords can be guessed, so tries are counted by address and by account, whether there is such an account
 * or not, and beyond the limit the right one is not taken either; a wrong one is never told from an unknown user. Other secrets are
 * too long to be guessed: beyond the limit only wrong ones are refused. Safe for any thread.
 */
final class LoginGuard {

    private static final int TRIES_OF_ACCOUNT = 10;
    private static final int LONGEST_NAME = 64;

    private final RateLimit addresses;
    private final RateLimit accounts;

    LoginGuard(RateLimit addresses, LongSupplier nanoTime) {
        this.addresses = addresses;
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
     * A try of a password. One that has no result counts as a failure of the address and of the account.
     *
     * @throws ApiException if there were too many before
     */
    <T> Optional<T> tried(ApiRequest request, String account, Supplier<Optional<T>> attempt) {
        String address = request.client().address();
        if (addresses.isExhausted(address) || accounts.isExhausted(account)) {
            throw tooMany();
        }
        Optional<T> result = attempt.get();
        if (result.isEmpty()) {
            addresses.failed(address);
            accounts.failed(account);
        }
        return result;
    }

    /** What a wrong secret is answered with, which is counted by this. */
    ApiException wrong(ApiRequest request, String sentence) {
        return addresses.failed(request.client().address())
                ? tooMany()
                : new ApiException(ErrorCode.UNAUTHORIZED, sentence);
    }

    private static ApiException tooMany() {
        return new ApiException(ErrorCode.TOO_MANY_REQUESTS, "too many failed logins; wait a minute");
    }
}
