package no.itagenten.fleet.protocol;

import java.util.regex.Pattern;

/**
 * Names one command for ever. Whoever sees the same id twice sees the same command: its effect happens at most once.
 *
 * <p>Letters, digits, dot, underscore and hyphen, at most 64 characters.
 */
public record CommandId(String value) implements Comparable<CommandId> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /**
     * Names the command.
     *
     * @throws IllegalArgumentException if the value does not have the form above
     */
    public CommandId {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a command id is 1 to 64 letters, digits, '.', '_' or '-', " + "and begins with a letter or digit");
        }
    }

    @Override
    public int compareTo(CommandId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
