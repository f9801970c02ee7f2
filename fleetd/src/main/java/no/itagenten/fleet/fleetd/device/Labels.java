package no.itagenten.fleet.fleetd.device;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.Text;
import no.itagenten.fleet.protocol.rest.DevicePatch;

/**
 * What people call a device and how they group it; never set by a device.
 *
 * @param tags sorted, without doubles
 * @param timeZone an IANA name; empty: UTC
 */
public record Labels(String name, Optional<String> venue, List<String> tags, Optional<String> timeZone) {

    private static final int MAX_CHARS = 100;
    private static final int MAX_TAGS = 32;

    /** @throws IllegalArgumentException if a part is empty, too long, or has control characters; names the part */
    public Labels {
        requirePlain(name, "name");
        venue.ifPresent(text -> requirePlain(text, "venue"));
        tags = tags.stream().map(String::strip).distinct().sorted().toList();
        if (tags.size() > MAX_TAGS) {
            throw new IllegalArgumentException("a device has at most " + MAX_TAGS + " tags");
        }
        tags.forEach(tag -> requirePlain(tag, "tag"));
    }

    /** In no time zone that somebody named. */
    public Labels(String name, Optional<String> venue, List<String> tags) {
        this(name, venue, tags, Optional.empty());
    }

    /** These labels under another name. */
    Labels named(String other) {
        return new Labels(other, venue, tags, timeZone);
    }

    /** These labels with what the patch names changed; an empty venue takes it away. */
    public Labels with(DevicePatch patch) {
        return new Labels(
                patch.name().map(String::strip).orElse(name),
                patch.venue().isPresent() ? patch.venue().map(String::strip).filter(text -> !text.isEmpty()) : venue,
                patch.tags().orElse(tags),
                patch.timeZone().isPresent()
                        ? patch.timeZone()
                                .map(String::strip)
                                .filter(text -> !text.isEmpty())
                                .map(Labels::requireZone)
                        : timeZone);
    }

    private static String requireZone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new IllegalArgumentException(
                    "'" + Text.excerpt(name, 60) + "' is not a time zone; name one such as Europe/Oslo");
        }
        return name;
    }

    private static void requirePlain(String text, String what) {
        if (text.isBlank() || text.length() > MAX_CHARS) {
            throw new IllegalArgumentException("a " + what + " has 1 to " + MAX_CHARS + " characters");
        }
        boolean unprintable = text.codePoints()
                .anyMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
        if (unprintable) {
            throw new IllegalArgumentException("a " + what + " must not contain control characters");
        }
    }
}
