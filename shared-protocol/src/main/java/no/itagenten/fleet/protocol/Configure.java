package no.itagenten.fleet.protocol;

import java.util.Map;

/**
 * The desired configuration, whole: a key that is not in it returns to the device's own default.
 *
 * @param revision of what is desired; the device reports with which one it goes. Whatever comes is taken, as a restored server may count from an
 *     earlier one again
 */
public record Configure(long revision, Map<String, String> values) implements ServerMessage {

    public Configure {
        Check.atLeast(revision, 0, "revision");
        values = Map.copyOf(values);
        Check.atMost(values.size(), 64, "values");
    }
}
