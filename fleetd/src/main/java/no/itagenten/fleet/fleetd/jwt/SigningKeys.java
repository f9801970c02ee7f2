package no.itagenten.fleet.fleetd.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetd.secret.Secrets;

/**
 * The key that signs access tokens, and the public halves of those before it, for as long as a token of theirs may be good. Made
 * at the first start, kept in {@link SigningKeyFile}. Safe for any thread; reading never blocks.
 */
public final class SigningKeys {

    /** What a change of the key led to: the new one's name, and until when tokens of the one before are good. */
    public record Rotation(String keyId, Instant earlierUntil) {}

    /** @param current with its private half */
    private record Keys(ECKey current, List<ECKey> retired) {
        List<ECKey> all() {
            List<ECKey> all = new ArrayList<>(retired);
            all.add(current);
            return all;
        }
    }

    private final SigningKeyFile file;
    private final Clock clock;
    private volatile Keys keys;

    private SigningKeys(SigningKeyFile file, Clock clock, Keys keys) {
        this.file = file;
        this.clock = clock;
        this.keys = keys;
    }

    /**
     * Reads the keys of a data folder, or makes the first one.
     *
     * @throws IOException if the file cannot be read or written, or is damaged; says which
     */
    public static SigningKeys open(Path dataFolder, Clock clock) throws IOException {
        SigningKeyFile file = new SigningKeyFile(dataFolder);
        List<ECKey> stored = file.read();
        Optional<ECKey> current = stored.stream().filter(ECKey::isPrivate).findFirst();
        List<ECKey> retired = stored.stream().filter(key -> !key.isPrivate()).toList();
        Keys keys = new Keys(current.orElseGet(() -> next(clock)), retired);
        if (current.isEmpty()) {
            file.write(keys.all());
        }
        return new SigningKeys(file, clock, keys);
    }

    private static ECKey next(Clock clock) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(Secrets.next("", 16))
                    .issueTime(Date.from(clock.instant()))
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java makes keys on P-256", e);
        }
    }

    /**
     * Signs by a new key from now on. Of the present one only the public half is kept, until the tokens it signed are over.
     *
     * @throws IOException if that cannot be written; then nothing has changed
     */
    public synchronized Rotation rotate() throws IOException {
        Instant until = clock.instant().plus(AccessTokens.LIFETIME);
        List<ECKey> retired = new ArrayList<>(verifying());
        retired.removeIf(key -> key.getKeyID().equals(keys.current().getKeyID()));
        retired.add(new ECKey.Builder(keys.current().toPublicJWK())
                .expirationTime(Date.from(until))
                .build());
        Keys after = new Keys(next(clock), List.copyOf(retired));
        file.write(after.all());
        keys = after;
        return new Rotation(after.current().getKeyID(), until);
    }

    /** The one that signs. */
    ECKey signing() {
        return keys.current();
    }

    /** Those whose signatures count now. */
    List<ECKey> verifying() {
        Instant now = clock.instant();
        return keys.all().stream()
                .filter(key -> key.getExpirationTime() == null
                        || now.isBefore(key.getExpirationTime().toInstant()))
                .toList();
    }
}
