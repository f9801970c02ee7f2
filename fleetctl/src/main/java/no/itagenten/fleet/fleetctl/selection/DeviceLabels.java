package no.itagenten.fleet.fleetctl.selection;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** What {@code --selector} goes by: venue, tags, and a tag of the form {@code KEY=VALUE} or {@code KEY:VALUE} as a label of its own. */
final class DeviceLabels {

    static final String VENUE = "venue";
    static final String TAG = "tag";

    private DeviceLabels() {}

    /** What a device has under this key. */
    static List<String> of(DeviceView device, String key) {
        return switch (key.toLowerCase(Locale.ROOT)) {
            case VENUE ->
                device.venue().filter(venue -> !venue.isEmpty()).stream().toList();
            case TAG, "tags" -> device.tags();
            default ->
                device.tags().stream()
                        .filter(tag ->
                                separator(tag) == key.length() && tag.regionMatches(true, 0, key, 0, key.length()))
                        .map(tag -> tag.substring(key.length() + 1))
                        .toList();
        };
    }

    /** The keys that mean something among these devices. */
    static SortedSet<String> keys(List<DeviceView> devices) {
        SortedSet<String> keys = new TreeSet<>(List.of(VENUE, TAG));
        for (DeviceView device : devices) {
            for (String tag : device.tags()) {
                if (separator(tag) > 0) {
                    keys.add(Sanitizer.line(tag.substring(0, separator(tag))));
                }
            }
        }
        return keys;
    }

    private static int separator(String tag) {
        for (int i = 0; i < tag.length(); i++) {
            if (tag.charAt(i) == '=' || tag.charAt(i) == ':') {
                return i;
            }
        }
        return -1;
    }
}
