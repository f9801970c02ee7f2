package no.itagenten.fleet.fleetd.enrollment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.rest.EnrollmentTokenView;

/**
 * Lets a number of devices make themselves known, for a time.
 *
 * @param hash SHA-256 of the secret, hexadecimal; the secret itself is kept nowhere
 * @param hint the secret's last characters
 */
public record EnrollmentToken(
        String id,
        String name,
        String hash,
        String hint,
        int uses,
        int maxUses,
        Optional<String> venue,
        List<String> tags,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> revokedAt) {

    boolean usable(Instant now) {
        return revokedAt.isEmpty() && uses < maxUses && now.isBefore(expiresAt);
    }

    EnrollmentTokenView view(Optional<String> secret) {
        return new EnrollmentTokenView(
                id, name, hint, secret, uses, maxUses, venue, tags, createdAt, expiresAt, revokedAt);
    }
}
