package no.itagenten.fleet.protocol;

import java.time.Instant;
import java.util.Optional;

/**
 * An operator's wish that a device be left alone.
 *
 * @param owner who locked it
 * @param until when it ends by itself; empty: not before somebody removes it
 */
public record PolicyLock(String owner, String reason, Instant since, Optional<Instant> until) {

    public PolicyLock {
        Check.text(owner, 100, "owner");
        Check.text(reason, 500, "reason");
    }

    /** Whether it holds at that time. */
    public boolean holds(Instant now) {
        return until.filter(end -> !end.isAfter(now)).isEmpty();
    }
}
