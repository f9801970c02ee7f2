package no.itagenten.fleet.fleetd.access;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Hashes passwords by bcrypt, at a cost of 2^12 (OWASP Password Storage Cheat Sheet asks for 2^10 or more). A long one is hashed
 * by SHA-512 first, since bcrypt itself looks at 72 bytes only. Costs a third of a second of a processor: at most two at a time, so
 * that a flood of logins leaves the server to the fleet. Safe for any thread; never called on an I/O thread.
 */
final class Passwords {

    private static final int COST = 12;
    private static final int AT_ONCE = 2;
    private static final int SHORTEST = 10;
    private static final int LONGEST = 200;

    /** Of a password that nobody has: what an unknown user's is compared with, for the time that it takes. */
    private static final String NOBODYS = "$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW";

    private final Semaphore slots = new Semaphore(AT_ONCE);

    /**
     * @throws IllegalArgumentException if it is too short or too long
     * @throws TooManyLoginsException if too many are being hashed
     */
    String hash(String password) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw new IllegalArgumentException("a password has " + SHORTEST + " to " + LONGEST + " characters");
        }
        return inTurn(() -> BCrypt.with(LongPasswordStrategies.hashSha512(BCrypt.Version.VERSION_2A))
                .hashToString(COST, password.toCharArray()));
    }

    /**
     * Whether it is that person's password. Takes as long whoever it is.
     *
     * @param hash empty for somebody who is not known
     * @throws TooManyLoginsException if too many are being hashed
     */
    boolean matches(String password, Optional<String> hash) {
        String tried = password.length() > LONGEST ? "" : password;
        boolean same = inTurn(() -> BCrypt.verifyer(
                        BCrypt.Version.VERSION_2A, LongPasswordStrategies.hashSha512(BCrypt.Version.VERSION_2A))
                .verify(
                        tried.toCharArray(),
                        hash.filter(Passwords::isHash).orElse(NOBODYS).toCharArray())
                .verified);
        return same && hash.filter(Passwords::isHash).isPresent();
    }

    /** Not what a backup has in its place. */
    static boolean isHash(String text) {
        return text.startsWith("$2a$");
    }

    /** @throws TooManyLoginsException if as many as may are at work already */
    <T> T inTurn(Supplier<T> work) {
        if (!slots.tryAcquire()) {
            throw new TooManyLoginsException("too many are logging in at this moment; try again in a few seconds");
        }
        try {
            return work.get();
        } finally {
            slots.release();
        }
    }
}
