package no.itagenten.fleet.protocol;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether a device is on air, by its own checks.
 *
 * @param reason what it does, for example {@code recording}, or which check failed
 * @param since when it was first seen so, by the device's clock
 */
public record BusyState(boolean busy, Optional<String> reason, Optional<Instant> since) {

    /** Not on air. */
    public static final BusyState FREE = new BusyState(false, Optional.empty(), Optional.empty());

    public BusyState {
        reason = reason.map(text -> Text.cut(text, 500));
    }

    public static BusyState busy(String reason, Instant since) {
        return new BusyState(true, Optional.of(reason), Optional.of(since));
    }
}
