package no.itagenten.fleet.fleetd.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries of the audit log. All that is given has to fit.
 *
 * @param action a whole name, or the first parts of one: {@code device} is also {@code device.lock}
 * @param before entries of a lower id, newest first, as without it
 * @param after entries of a higher id, oldest first
 */
public record AuditQuery(
        Optional<String> actor,
        Optional<String> device,
        Optional<String> action,
        Optional<String> result,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<Long> before,
        Optional<Long> after,
        int limit) {}
