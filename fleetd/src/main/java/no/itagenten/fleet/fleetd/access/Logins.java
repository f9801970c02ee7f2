package no.itagenten.fleet.fleetd.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import no.itagenten.fleet.fleetd.audit.AuditScope;
import no.itagenten.fleet.fleetd.audit.Outcome;
import no.itagenten.fleet.fleetd.jwt.AccessTokens;
import no.itagenten.fleet.fleetd.secret.Secrets;
import no.itagenten.fleet.protocol.rest.LoginTokens;

/**
 * Logins of {@code fleetctl}. Each gets an access token of a few minutes and a refresh token, which is changed for another pair
 * once. A refresh token that comes a second time has been copied, so the login ends, whoever of the two it was. Safe for any
 * thread; what changes something blocks until committed.
 */
public final class Logins {

    private static final int MOST_OF_ONE_USER = 20;
    private static final int MOST_OF_ONE_RULE = 500;

    /** What came of a refresh token. */
    public sealed interface Refreshed {}

    /** A new pair. */
    public record Granted(LoginTokens tokens) implements Refreshed {}

    /** No login has that one. */
    public record Unknown() implements Refreshed {}

    /** It was used before: the login of that holder is ended. */
    public record Reused(String login, String name) implements Refreshed {}

    private final Credentials credentials;
    private final AccessStore store;
    private final AccessTokens accessTokens;
    private final Clock clock;

    Logins(Credentials credentials, AccessStore store, AccessTokens accessTokens, Clock clock) {
        this.credentials = credentials;
        this.store = store;
        this.accessTokens = accessTokens;
        this.clock = clock;
    }

    /** For somebody who has just given a password; lasts until it has not been used for long. Of too many, the one used longest ago ends. */
    public LoginTokens logIn(Person person) {
        return logIn(person, new Login.User(person.name()), Optional.empty());
    }

    /**
     * For a user for whom a trusted issuer vouches. Of too many, the one used longest ago ends.
     *
     * @param atMost how long it lasts, however often it is refreshed
     */
    public LoginTokens logIn(Person person, VouchingRule rule, Duration atMost) {
        return logIn(person, new Login.VouchedUser(rule, person.name()), Optional.of(atMost));
    }

    private LoginTokens logIn(Person person, Login.Holder holder, Optional<Duration> atMost) {
        synchronized (credentials.decisions) {
            credentials.requireUnchanged(person);
            return begin(holder, atMost, MOST_OF_ONE_USER, other -> other.isOf(person));
        }
    }

    /** For somebody for whom a trusted issuer vouches, with the rights of that rule. Of too many, the one used longest ago ends. */
    public LoginTokens logIn(Login.Vouched holder, Duration atMost) {
        synchronized (credentials.decisions) {
            return begin(
                    holder,
                    Optional.of(atMost),
                    MOST_OF_ONE_RULE,
                    other -> other.holder() instanceof Login.Vouched vouched
                            && vouched.rule().equals(holder.rule()));
        }
    }

    private LoginTokens begin(Login.Holder holder, Optional<Duration> atMost, int most, Predicate<Login> sameHolder) {
        Instant now = clock.instant();
        String refreshToken = TokenSecret.next(TokenSecret.LOGIN);
        Login login = new Login(
                Secrets.next("at-", 10),
                Secrets.hash(TokenSecret.family(refreshToken)),
                Secrets.hash(refreshToken),
                Optional.empty(),
                holder,
                now,
                atMost.map(now::plus),
                Optional.empty());
        List<Login> others = credentials.logins().stream()
                .filter(sameHolder)
                .sorted(Comparator.comparing(credentials::lastUse))
                .toList();
        List<String> tooMany = others.stream()
                .limit(Math.max(0, others.size() + 1 - most))
                .map(Login::id)
                .toList();
        if (!tooMany.isEmpty()) {
            AuditScope.note("ended_logins", String.join(", ", tooMany));
        }
        AuditScope.byUnlessKnown(holder.name(), "identity token"); // of whoever gave a password it is known
        store.save(login, tooMany).join();
        credentials.removeLogins(tooMany);
        credentials.put(login);
        return tokens(login, refreshToken);
    }

    private LoginTokens tokens(Login login, String refreshToken) {
        return LoginTokens.bearer(
                login.id(),
                login.holder().name(),
                accessTokens.issue(login.id(), login.holder().name()),
                AccessTokens.LIFETIME.toSeconds(),
                refreshToken);
    }

    /**
     * Changes a refresh token for another pair.
     *
     * @param requestKey by which the same request is known when it comes again: then the one before is not counted as used twice,
     *     and what was answered to it is of no use any more
     */
    public Refreshed refresh(String refreshToken, Optional<String> requestKey) {
        if (!TokenSecret.mayBeRefreshToken(refreshToken)) {
            return new Unknown();
        }
        String presented = Secrets.hash(refreshToken);
        Optional<String> key = requestKey.map(Secrets::hash);
        synchronized (credentials.decisions) {
            Optional<Login> found = credentials.loginOfFamily(Secrets.hash(TokenSecret.family(refreshToken)));
            if (found.isEmpty()
                    || credentials
                            .judge(new Credential(
                                    Credential.Kind.LOGIN, found.get().id()))
                            .isEmpty()) {
                return new Unknown();
            }
            Login login = found.get();
            AuditScope.by(login.holder().name(), "refresh token");
            String next = TokenSecret.nextOf(refreshToken);
            Instant now = clock.instant();
            if (Secrets.same(login.current(), presented)) {
                Granted granted = granted(login.exchanged(Secrets.hash(next), key, now), next);
                credentials.used(login);
                return granted;
            }
            if (login.isRepetition(presented, key, now, credentials.lastUse(login))) {
                return granted(login.exchangedAgain(Secrets.hash(next)), next);
            }
            AuditScope.note("reused", "true");
            AuditScope.refusedWithEffect(Outcome.refused(
                    "the refresh token came a second time, so somebody has a copy: the login is ended"));
            end(List.of(login.id()));
            return new Reused(login.id(), login.holder().name());
        }
    }

    private Granted granted(Login login, String refreshToken) {
        store.save(login, List.of()).join();
        credentials.put(login);
        return new Granted(tokens(login, refreshToken));
    }

    /** Ends those that are there. */
    void end(List<String> ids) {
        synchronized (credentials.decisions) {
            store.delete(List.of(), ids, List.of()).join();
            credentials.removeLogins(ids);
        }
    }
}
