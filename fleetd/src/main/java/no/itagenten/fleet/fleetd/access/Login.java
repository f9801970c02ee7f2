package no.itagenten.fleet.fleetd.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import no.itagenten.fleet.fleetd.secret.Secrets;
import no.itagenten.fleet.protocol.rest.AccessTokenView;
import no.itagenten.fleet.protocol.rest.CommandType;

/**
 * That somebody is logged in by {@code fleetctl}: kept up by refresh tokens, each good once, and acted by through access tokens of
 * a few minutes. Immutable.
 *
 * @param id no secret; access tokens name it
 * @param family the hash of what its refresh tokens have in common
 * @param current the hash of the one refresh token that is good
 * @param exchange the last change of the refresh token
 * @param lastUsedAt as written last; {@link Credentials} knows better
 */
public record Login(
        String id,
        String family,
        String current,
        Optional<Exchange> exchange,
        Holder holder,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt) {

    /** One that is not used for so long is over. */
    static final Duration IDLE = Duration.ofDays(30);

    /** Whoever did not get the answer to a change may ask for it again for so long, whoever else uses the login meanwhile. */
    private static final Duration ANSWER_LOST = Duration.ofMinutes(1);

    /** And for so long, as long as nobody has used the login since: a laptop that fell asleep over it. */
    private static final Duration CLIENT_ASLEEP = Duration.ofHours(24);

    /** Whose it is. */
    public sealed interface Holder {

        /** What its calls go by. */
        String name();
    }

    /** A user who gave a password, whose rights are the login's. */
    public record User(String name) implements Holder {}

    /**
     * A user for whom a trusted issuer vouches, whose rights are the login's.
     *
     * @param rule which names users, as long as there is such a rule
     */
    public record VouchedUser(VouchingRule rule, String name) implements Holder {}

    /**
     * Somebody, or some machine, that a trusted issuer vouches for.
     *
     * @param rule whose rights are the login's, as long as there is such a rule
     */
    public record Vouched(VouchingRule rule, String name) implements Holder {}

    /**
     * A change of the refresh token.
     *
     * @param previous the hash of the one before
     * @param requestKey the hash of the key by which the same request is known again, if it had one
     */
    public record Exchange(String previous, Optional<String> requestKey, Instant at) {}

    boolean isGood(Instant now, Instant lastUse) {
        return expiresAt.map(now::isBefore).orElse(true) && now.isBefore(lastUse.plus(IDLE));
    }

    boolean isOf(Person person) {
        return !(holder instanceof Vouched) && holder.name().equals(person.name());
    }

    /** With the refresh token of that hash from now on. */
    Login exchanged(String next, Optional<String> requestKey, Instant now) {
        Exchange change = new Exchange(current, requestKey, now);
        return new Login(id, family, next, Optional.of(change), holder, createdAt, expiresAt, Optional.of(now));
    }

    /** With that one in place of one whose answer was lost. */
    Login exchangedAgain(String next) {
        return new Login(id, family, next, exchange, holder, createdAt, expiresAt, lastUsedAt);
    }

    /**
     * Whether that is the request that led to the present refresh token, sent again because its answer was lost. Who uses what was
     * answered has not lost it, so a repetition that comes after such a use is somebody else's.
     *
     * @param lastUse when the login was used last, the change itself included
     */
    boolean isRepetition(String presented, Optional<String> requestKey, Instant now, Instant lastUse) {
        return requestKey.isPresent()
                && exchange.filter(last -> Secrets.same(last.previous(), presented)
                                && last.requestKey().equals(requestKey)
                                && isAnswerLost(last.at(), now, lastUse))
                        .isPresent();
    }

    /** The access token of before the change is good for a moment longer, and may be in use. */
    private static boolean isAnswerLost(Instant changedAt, Instant now, Instant lastUse) {
        Instant soon = changedAt.plus(ANSWER_LOST);
        return now.isBefore(soon) || (now.isBefore(changedAt.plus(CLIENT_ASLEEP)) && lastUse.isBefore(soon));
    }

    AccessTokenView view(Principal rights, Optional<Instant> lastUse) {
        return new AccessTokenView(
                id,
                holder.name(),
                "login",
                rights.role().wireName(),
                rights.scope().venues(),
                rights.scope().tags(),
                rights.may().stream().map(CommandType::wireName).sorted().toList(),
                "",
                Optional.empty(),
                Optional.of(holder.name()),
                createdAt,
                expiresAt,
                lastUse,
                Optional.empty());
    }

    @Override
    public String toString() {
        return "login " + id;
    }
}
