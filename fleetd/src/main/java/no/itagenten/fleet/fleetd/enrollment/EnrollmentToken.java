package no.itagenten.fleet.fleetd.enrollment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.rest.Approval;
import no.itagenten.fleet.protocol.rest.EnrollmentTokenView;

/**
 * Lets a number of devices make themselves known, for a time.
 *
 * @param hash SHA-256 of the secret, hexadecimal; the secret itself is kept nowhere
 * @param hint the secret's last characters
 * @param maxUses 0: without a bound
 * @param approval whether its devices are let in at once
 * @param disabledAt since when it rests
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
        Approval approval,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> disabledAt,
        Optional<Instant> revokedAt) {

    /** Of a token that may enrol any number of devices. */
    public static final int UNLIMITED = 0;

    EnrollmentTokenView view(Optional<String> secret) {
        return new EnrollmentTokenView(
                id,
                name,
                hint,
                secret,
                uses,
                maxUses == UNLIMITED ? Optional.empty() : Optional.of(maxUses),
                venue,
                tags,
                approval,
                createdAt,
                expiresAt,
                disabledAt,
                revokedAt);
    }
}
