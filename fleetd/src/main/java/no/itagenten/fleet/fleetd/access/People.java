package no.itagenten.fleet.fleetd.access;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetd.audit.AuditScope;
import no.itagenten.fleet.protocol.rest.UserPatch;
import no.itagenten.fleet.protocol.rest.UserRequest;
import no.itagenten.fleet.protocol.rest.UserView;

/**
 * Those who log in with a name and a password. What changes is committed first and bites at once. Safe for any thread; whatever
 * hashes a password takes a third of a second, and what changes something blocks until committed.
 */
public final class People {

    private static final int MOST = 1_000;

    private final Credentials credentials;
    private final AccessStore store;
    private final Clock clock;
    private final Passwords passwords = new Passwords();

    People(Credentials credentials, AccessStore store, Clock clock) {
        this.credentials = credentials;
        this.store = store;
        this.clock = clock;
    }

    /** All, by name. */
    public List<UserView> list() {
        return credentials.people().stream()
                .sorted(Comparator.comparing(Person::name))
                .map(Person::view)
                .toList();
    }

    /** @throws NoSuchAccessException if there is nobody of that name */
    public void require(String name) {
        get(name);
    }

    /**
     * @throws IllegalArgumentException if a part does not fit; names it
     * @throws AccessConflictException if the name is taken
     * @throws TooManyLoginsException if too many passwords are being hashed
     */
    public UserView add(UserRequest request) {
        Person.requireName(request.name());
        Scope scope =
                new Scope(request.venues().orElse(List.of()), request.tags().orElse(List.of()));
        Role role = Role.of(request.role());
        requireFree(request.name());
        String hash = passwords.hash(request.password());
        Person person = new Person(request.name(), role, scope, hash, true, clock.instant());
        synchronized (credentials.decisions) {
            requireFree(person.name());
            if (credentials.people().size() >= MOST) {
                throw new AccessConflictException("there are " + MOST + " users, which is as many as there can be");
            }
            save(person, Optional.empty());
        }
        return person.view();
    }

    private void requireFree(String name) {
        if (credentials.isTaken(name)) {
            throw new AccessConflictException(
                    "the name '" + name + "' is taken, by a user or by a token; choose another");
        }
        if (credentials.wasAToken(name)) {
            throw new AccessConflictException("the name '" + name
                    + "' was a token's not long ago, and the audit log would tell of two by one name; choose another");
        }
    }

    /**
     * Changes role, scope, or whether somebody may log in. Whoever is disabled is logged out everywhere.
     *
     * @throws NoSuchAccessException if there is nobody of that name
     * @throws AccessConflictException if nobody could administer the server afterwards
     */
    public UserView change(String name, UserPatch patch) {
        synchronized (credentials.decisions) {
            Person before = get(name);
            Scope scope = new Scope(
                    patch.venues().orElse(before.scope().venues()),
                    patch.tags().orElse(before.scope().tags()));
            Person after = before.withRights(
                    patch.role().map(Role::of).orElse(before.role()),
                    scope,
                    patch.enabled().orElse(before.enabled()));
            if (before.isAdminOfAll()
                    && !after.isAdminOfAll()
                    && !credentials.hasAdminBesides(Optional.of(name), Optional.empty())) {
                throw new AccessConflictException(
                        name + " is the last admin, and somebody has to be; make another one first");
            }
            if (after.enabled()) {
                store.save(after, List.of(), List.of()).join();
                credentials.put(after);
            } else {
                save(after, Optional.empty());
            }
            return after.view();
        }
    }

    /**
     * Gives somebody a new password; all their logins end.
     *
     * @throws NoSuchAccessException if there is nobody of that name
     */
    public void setPassword(String name, String password) {
        get(name);
        String hash = passwords.hash(password);
        synchronized (credentials.decisions) {
            save(get(name).withPassword(hash), Optional.empty());
        }
    }

    /**
     * Gives the caller a new password; all its other logins end.
     *
     * @return false if the present password is another
     * @throws AccessConflictException if the caller is no person
     * @throws TooManyLoginsException if the caller was given another password, or other rights, at this moment
     */
    public boolean changeOwn(Principal caller, String current, String password) {
        Person person = credentials
                .person(caller.name())
                .filter(Person::enabled)
                .orElseThrow(() -> new AccessConflictException(
                        "you are logged in with the token " + caller.name() + ", which has no password"));
        if (!passwords.matches(current, Optional.of(person.password()))) {
            return false;
        }
        String hash = passwords.hash(password);
        synchronized (credentials.decisions) {
            // Meanwhile an admin may have given another password, because this one is known to somebody.
            credentials.requireUnchanged(person);
            save(person.withPassword(hash), Optional.of(caller.credential()));
        }
        return true;
    }

    /**
     * Who that is, if the password is right and the person may log in. Takes as long in every case.
     *
     * @throws TooManyLoginsException if too many passwords are being checked
     */
    public Optional<Person> byPassword(String typedName, String password) {
        Optional<Person> person = credentials.person(Person.canonical(typedName));
        person.ifPresent(known -> AuditScope.by(known.name(), "password")); // what else was typed may be anything
        boolean right = passwords.matches(password, person.map(Person::password));
        return right ? person.filter(Person::enabled) : Optional.empty();
    }

    /** The person of whom an issuer speaks by that name, if there is one that may log in. */
    public Optional<Person> namedByIssuer(String name) {
        return Person.ofIssuer(name).flatMap(credentials::person).filter(Person::enabled);
    }

    /** Saves a person and ends its logins. */
    private void save(Person person, Optional<Credential> keep) {
        List<String> logins = credentials.logins().stream()
                .filter(login -> login.isOf(person)
                        && !keep.equals(Optional.of(new Credential(Credential.Kind.LOGIN, login.id()))))
                .map(Login::id)
                .toList();
        List<String> sessions = credentials.sessions().stream()
                .filter(session -> session.person().equals(Optional.of(person.name()))
                        && !keep.equals(Optional.of(new Credential(Credential.Kind.SESSION, session.hash()))))
                .map(AccessStore.Session::hash)
                .toList();
        store.save(person, logins, sessions).join();
        credentials.put(person);
        credentials.removeLogins(logins);
        credentials.remove(List.of(), sessions);
    }

    private Person get(String name) {
        return credentials
                .person(name)
                .orElseThrow(() -> new NoSuchAccessException("there is no such user; fleetctl user list shows all"));
    }
}
