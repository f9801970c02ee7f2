package no.itagenten.fleet.protocol;

import java.util.regex.Pattern;

/**
 * The stable name of a device on the wire and in every URL, for example {@code r58-3f9a2c1b}.
 *
 * <p>Letters, digits, dot, underscore and hyphen, beginning with a letter or digit, at most 64 characters, so that an id is
 * always safe in a path, a file name and a terminal.
 */
public record DeviceId(String value) implements Comparable<DeviceId> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /**
     * Names the device.
     *
     * @throws IllegalArgumentException if the value does not have the form above
     */
    public DeviceId {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a device id is 1 to 64 letters, digits, '.', '_' or '-', " + "and begins with a letter or digit");
        }
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
