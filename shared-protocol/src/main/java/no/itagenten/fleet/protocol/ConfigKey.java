package no.itagenten.fleet.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings of a device that the fleet may change. Everything else (the server's URL, allow-lists, git remotes, commands) is
 * in the device's own file and out of the server's reach.
 */
public enum ConfigKey {
    /** Seconds between heartbeats. */
    HEARTBEAT_INTERVAL("30", "seconds between heartbeats, 5 to 3600") {
        @Override
        String normalised(String value) {
            return wholeNumber(value, 5, 3600);
        }
    },
    /** The least grave level of log lines that are sent. */
    LOG_LEVEL("info", "least grave log level that is sent: debug, info, warn or error") {
        @Override
        String normalised(String value) {
            return LogLevel.of(value).wireName();
        }
    },
    /** Which of the sources named in the device's own configuration are followed. */
    LOG_SOURCES("all", "log sources to follow: all, none, or names from the device's own configuration, by comma") {
        @Override
        String normalised(String value) {
            if (!SOURCES.matcher(value).matches()) {
                throw new IllegalArgumentException("must be all, none, or names separated by commas");
            }
            List<String> names = Arrays.stream(value.split(","))
                    .map(String::strip)
                    .distinct()
                    .toList();
            if (names.size() > 1 && (names.contains("all") || names.contains("none"))) {
                throw new IllegalArgumentException("all and none stand alone");
            }
            return String.join(",", names);
        }
    },
    /** How long the agent gathers log lines before it sends them. */
    LOG_BATCH_SECONDS("1", "seconds that log lines are gathered before they are sent, 1 to 60") {
        @Override
        String normalised(String value) {
            return wholeNumber(value, 1, 60);
        }
    };

    private static final Pattern SOURCES =
            Pattern.compile("\\s*[A-Za-z0-9_.@:-]{1,128}\\s*(,\\s*[A-Za-z0-9_.@:-]{1,128}\\s*){0,31}");

    private final String defaultValue;
    private final String description;

    ConfigKey(String defaultValue, String description) {
        this.defaultValue = defaultValue;
        this.description = description;
    }

    /**
     * The value in the form in which it is stored, given without space around it.
     *
     * @throws IllegalArgumentException if the value does not fit; the message is the reason, without the key
     */
    abstract String normalised(String value);

    /**
     * The value in the form in which it is stored and compared.
     *
     * @throws IllegalArgumentException if the value does not fit; the message names the key
     */
    public String parse(String value) {
        try {
            return normalised(value.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(wireName() + ": " + e.getMessage(), e);
        }
    }

    public String defaultValue() {
        return defaultValue;
    }

    /** One line for help texts. */
    public String description() {
        return description;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key of that name, in lower case as on the wire. */
    public static Optional<ConfigKey> of(String wireName) {
        return Arrays.stream(values())
                .filter(key -> key.wireName().equals(wireName))
                .findFirst();
    }

    /** All names, for an error's next step. */
    public static String names() {
        return Arrays.stream(values()).map(ConfigKey::wireName).collect(Collectors.joining(", "));
    }

    private static String wholeNumber(String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return Integer.toString(number);
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw new IllegalArgumentException("must be a whole number from " + least + " to " + most);
    }
}
