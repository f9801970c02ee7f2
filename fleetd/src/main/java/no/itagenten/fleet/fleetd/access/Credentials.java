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
 * People, tokens and sessions in memory, so that every request is judged by what holds now. Whoever changes something holds {@link
 * #decisions}, has it committed, and then tells it here. Reading is safe for any thread and never blocks.
 */
final class Credentials {

    /** Held by whoever decides something, so that two decisions do not contradict each other. */
    final Object decisions = new Object();

    private final Map<String, Person> people = new ConcurrentHashMap<>();
    private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();
    private final Map<String, AccessStore.Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, Instant> uses = new ConcurrentHashMap<>();
    private final Set<String> unwrittenUses = ConcurrentHashMap.newKeySet();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Clock clock;

    Credentials(AccessStore store, Clock clock) {
        this.clock = clock;
        store.people().forEach(person -> people.put(person.name(), person));
        store.tokens().forEach(token -> tokens.put(token.hash(), token));
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

    void put(AccessStore.Session session) {
        sessions.put(session.hash(), session);
    }

    void remove(Collection<String> someTokens, Collection<String> someSessions) {
        someTokens.forEach(hash -> {
            tokens.remove(hash);
            uses.remove(hash);
            unwrittenUses.remove(hash);
        });
        someSessions.forEach(sessions::remove);
        changed();
    }

    /** Whom that credential makes; empty if it is not good, or not any more. */
    Optional<Principal> judge(Credential credential) {
        return switch (credential.kind()) {
            case TOKEN ->
                Optional.ofNullable(tokens.get(credential.hash())).flatMap(token -> ofToken(token, credential));
            case SESSION ->
                Optional.ofNullable(sessions.get(credential.hash()))
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
        return token.kind() == AccessToken.Kind.LOGIN
                ? ofPerson(token.name(), credential)
                : Optional.of(new Principal(token.name(), token.role(), token.scope(), token.may(), credential));
    }

    private Optional<Principal> ofPerson(String name, Credential credential) {
        return person(name)
                .filter(Person::enabled)
                .map(person -> new Principal(person.name(), person.role(), person.scope(), Set.of(), credential));
    }

    boolean isGood(AccessToken token) {
        return token.isGood(clock.instant(), lastUse(token).orElse(token.createdAt()));
    }

    Optional<Instant> lastUse(AccessToken token) {
        return Optional.ofNullable(uses.get(token.hash())).or(token::lastUsedAt);
    }

    void used(String token) {
        uses.put(token, clock.instant());
        unwrittenUses.add(token);
    }

    /** The uses since the last time it was asked. */
    Map<String, Instant> takeUnwrittenUses() {
        Map<String, Instant> taken = new HashMap<>();
        for (String hash : List.copyOf(unwrittenUses)) {
            unwrittenUses.remove(hash);
            Optional.ofNullable(uses.get(hash)).ifPresent(at -> taken.put(hash, at));
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
                || tokens.values().stream()
                        .anyMatch(token -> token.kind() != AccessToken.Kind.LOGIN
                                && token.name().equals(name)
                                && isGood(token));
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
                || tokens.values().stream().anyMatch(token -> token.scope().turnsOn(venues, tags) && isGood(token));
    }
}
