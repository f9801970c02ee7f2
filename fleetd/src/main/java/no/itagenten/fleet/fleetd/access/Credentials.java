package no.itagenten.fleet.fleetd.access;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * People, tokens, logins and sessions in memory, so that every request is judged by what holds now. Whoever changes something holds {@link
 * #decisions}, has it committed, and then tells it here. Reading is safe for any thread and never blocks.
 */
final class Credentials {

    /** Held by whoever decides something, so that two decisions do not contradict each other. */
    final Object decisions = new Object();

    private final Map<String, Person> people = new ConcurrentHashMap<>();
    private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();
    private final Map<String, Login> logins = new ConcurrentHashMap<>();
    private final Map<String, String> loginsByFamily = new ConcurrentHashMap<>();
    private final Map<String, AccessStore.Session> sessions = new ConcurrentHashMap<>();

    /** Of tokens by hash, and of logins by id. */
    private final Map<String, Instant> uses = new ConcurrentHashMap<>();

    private final Set<String> unwrittenUses = ConcurrentHashMap.newKeySet();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<VouchingRule, Optional<Rights>> ofRules;
    private final Clock clock;

    /** @param ofRules the rights of those for whom somebody else vouches, by the rule; empty: those of the user that it names */
    Credentials(AccessStore store, Map<VouchingRule, Optional<Rights>> ofRules, Clock clock) {
        this.ofRules = Map.copyOf(ofRules);
        this.clock = clock;
        store.people().forEach(person -> people.put(person.name(), person));
        store.tokens().forEach(token -> tokens.put(token.hash(), token));
        store.logins().forEach(this::keep);
        store.sessions().forEach(session -> sessions.put(session.hash(), session));
    }

    /** Called after each change. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    Optional<Person> person(String name) {
        return Optional.ofNullable(people.get(name));
    }

    Collection<Person> people() {
        return List.copyOf(people.values());
    }

    Collection<AccessToken> tokens() {
        return List.copyOf(tokens.values());
    }

    Collection<Login> logins() {
        return List.copyOf(logins.values());
    }

    /** The login whose refresh tokens have that in common, by its hash. */
    Optional<Login> loginOfFamily(String family) {
        return Optional.ofNullable(loginsByFamily.get(family)).map(logins::get);
    }

    Collection<AccessStore.Session> sessions() {
        return List.copyOf(sessions.values());
    }

    void put(Person person) {
        people.put(person.name(), person);
        changed();
    }

    void put(AccessToken token) {
        tokens.put(token.hash(), token);
        if (token.revokedAt().isPresent()) {
            sessions.values().removeIf(session -> session.token().equals(Optional.of(token.hash())));
        }
        changed();
    }

    /** A login that is new, or has another refresh token: nobody's rights are others for that. */
    void put(Login login) {
        keep(login);
    }

    private void keep(Login login) {
        logins.put(login.id(), login);
        loginsByFamily.put(login.family(), login.id());
    }

    void removeLogins(Collection<String> ids) {
        ids.forEach(id -> {
            Optional.ofNullable(logins.remove(id)).ifPresent(login -> loginsByFamily.remove(login.family()));
            forgetUse(id);
        });
        changed();
    }

    private void forgetUse(String key) {
        uses.remove(key);
        unwrittenUses.remove(key);
    }

    void put(AccessStore.Session session) {
        sessions.put(session.hash(), session);
    }

    void remove(Collection<String> someTokens, Collection<String> someSessions) {
        someTokens.forEach(hash -> {
            tokens.remove(hash);
            forgetUse(hash);
        });
        someSessions.forEach(sessions::remove);
        changed();
    }

    /** Whom that credential makes; empty if it is not good, or not any more. */
    Optional<Principal> judge(Credential credential) {
        return switch (credential.kind()) {
            case TOKEN ->
                Optional.ofNullable(tokens.get(credential.key())).flatMap(token -> ofToken(token, credential));
            case LOGIN ->
                Optional.ofNullable(logins.get(credential.key())).flatMap(login -> ofLogin(login, credential));
            case SESSION ->
                Optional.ofNullable(sessions.get(credential.key()))
                        .filter(session -> clock.instant().isBefore(session.expiresAt()))
                        .flatMap(session -> ofSession(session, credential));
        };
    }

    private Optional<Principal> ofSession(AccessStore.Session session, Credential credential) {
        return session.person().isPresent()
                ? ofPerson(session.person().get(), credential)
                : session.token().map(tokens::get).flatMap(token -> ofToken(token, credential));
    }

    private Optional<Principal> ofToken(AccessToken token, Credential credential) {
        if (!isGood(token)) {
            return Optional.empty();
        }
        return Optional.of(new Principal(token.name(), token.role(), token.scope(), token.may(), credential));
    }

    private Optional<Principal> ofLogin(Login login, Credential credential) {
        if (!isGood(login)) {
            return Optional.empty();
        }
        if (login.holder() instanceof Login.VouchedUser user && !namesUsers(user.rule())) {
            return Optional.empty();
        }
        if (login.holder() instanceof Login.Vouched holder) {
            return rightsOf(holder.rule())
                    .map(rights ->
                            new Principal(holder.name(), rights.role(), rights.scope(), rights.may(), credential));
        }
        return ofPerson(login.holder().name(), credential);
    }

    private Optional<Rights> rightsOf(VouchingRule rule) {
        return ofRules.getOrDefault(rule, Optional.empty());
    }

    private boolean namesUsers(VouchingRule rule) {
        return ofRules.containsKey(rule) && ofRules.get(rule).isEmpty();
    }

    private Optional<Principal> ofPerson(String name, Credential credential) {
        return person(name)
                .filter(Person::enabled)
                .map(person -> new Principal(person.name(), person.role(), person.scope(), Set.of(), credential));
    }

    boolean isGood(AccessToken token) {
        return token.isGood(clock.instant());
    }

    boolean isGood(Login login) {
        return login.isGood(clock.instant(), lastUse(login));
    }

    Optional<Instant> lastUse(AccessToken token) {
        return Optional.ofNullable(uses.get(token.hash())).or(token::lastUsedAt);
    }

    /** Until it is used for the first time that is when it began. */
    Instant lastUse(Login login) {
        return use(login).orElse(login.createdAt());
    }

    Optional<Instant> use(Login login) {
        return Optional.ofNullable(uses.get(login.id())).or(login::lastUsedAt);
    }

    void used(Login login) {
        used(login.id());
    }

    /** By the hash of a token or the id of a login. */
    void used(String key) {
        uses.put(key, clock.instant());
        unwrittenUses.add(key);
    }

    /** The uses since the last time it was asked. */
    Map<String, Instant> takeUnwrittenUses() {
        Map<String, Instant> taken = new HashMap<>();
        for (String key : List.copyOf(unwrittenUses)) {
            unwrittenUses.remove(key);
            Optional.ofNullable(uses.get(key)).ifPresent(at -> taken.put(key, at));
        }
        return taken;
    }

    /** @throws TooManyLoginsException if somebody was disabled or given other rights since the password was checked */
    void requireUnchanged(Person person) {
        if (!person(person.name()).equals(Optional.of(person))) {
            throw new TooManyLoginsException("your access was changed at this moment; log in again");
        }
    }

    /** Whether that is the name of a person, or of a token that is good. */
    boolean isTaken(String name) {
        return people.containsKey(name)
                || tokens.values().stream().anyMatch(token -> token.name().equals(name) && isGood(token));
    }

    /** Whether that is the name of a token that ended, and that the audit log may still speak of. */
    boolean wasAToken(String name) {
        return tokens.values().stream().anyMatch(token -> token.name().equals(name));
    }

    /** Whether somebody can decide about access without these: a person, or the token of the first start. */
    boolean hasAdminBesides(Optional<String> person, Optional<String> token) {
        return people.values().stream()
                        .anyMatch(other -> other.isAdminOfAll() && !person.equals(Optional.of(other.name())))
                || tokens.values().stream()
                        .anyMatch(other -> other.kind() == AccessToken.Kind.FIRST
                                && isGood(other)
                                && !token.equals(Optional.of(other.hash())));
    }

    /** Whether the reach of a person or of a good token goes by one of these. */
    boolean anyScopeTurnsOn(Set<String> venues, Set<String> tags) {
        return people.values().stream().anyMatch(person -> person.scope().turnsOn(venues, tags))
                || ofRules.values().stream()
                        .flatMap(Optional::stream)
                        .anyMatch(rights -> rights.scope().turnsOn(venues, tags))
                || tokens.values().stream().anyMatch(token -> token.scope().turnsOn(venues, tags) && isGood(token));
    }
}
