package no.itagenten.fleet.fleetd.access;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import no.itagenten.fleet.protocol.rest.UserView;

/**
 * Somebody who logs in with a name and a password. Immutable.
 *
 * @param password its hash, by {@link Passwords}
 * @param enabled whether logging in, and all that came of it, is good
 */
public record Person(String name, Role role, Scope scope, String password, boolean enabled, Instant createdAt) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");

    /** @throws IllegalArgumentException if it could not be the name of a person or a token */
    static String requireName(String name) {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a name is 1 to 64 small letters, digits, '.', '_', '@' or '-', and begins with a letter or digit");
        }
        return name;
    }

    /** As people type it. */
    static String canonical(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The name of a person in an issuer's words: {@code A} to {@code Z} are {@code a} to {@code z}, and nothing else is changed.
     * Whatever is folded beyond that could make one person of two: the sign for kelvin is no {@code k}.
     *
     * @return empty if it can be nobody's
     */
    static Optional<String> ofIssuer(String name) {
        StringBuilder folded = new StringBuilder(name);
        for (int i = 0; i < folded.length(); i++) {
            char letter = folded.charAt(i);
            if (letter >= 'A' && letter <= 'Z') {
                folded.setCharAt(i, (char) (letter - 'A' + 'a'));
            }
        }
        return Optional.of(folded.toString()).filter(text -> FORM.matcher(text).matches());
    }

    Person withPassword(String hash) {
        return new Person(name, role, scope, hash, enabled, createdAt);
    }

    Person withRights(Role newRole, Scope newScope, boolean nowEnabled) {
        return new Person(name, newRole, newScope, password, nowEnabled, createdAt);
    }

    /** One that can log in: a restored backup has no passwords. */
    boolean isAdminOfAll() {
        return enabled && Passwords.isHash(password) && role == Role.ADMIN && !scope.isLimited();
    }

    UserView view() {
        return new UserView(name, role.wireName(), scope.venues(), scope.tags(), enabled, createdAt);
    }

    @Override
    public String toString() {
        return name; // never the password, hashed or not
    }
}
