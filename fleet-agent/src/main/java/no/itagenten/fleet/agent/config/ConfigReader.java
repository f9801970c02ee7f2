package no.itagenten.fleet.agent.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Typed access to single values; whatever does not fit is a {@link ConfigException} that points at its line. */
final class ConfigReader {

    private final ConfigFile file;

    ConfigReader(ConfigFile file) {
        this.file = file;
    }

    /** The value as {@code parse} makes it; an IllegalArgumentException of it becomes the complaint. */
    <T> Optional<T> get(String key, Function<String, T> parse) throws ConfigException {
        Optional<ConfigFile.Value> value = file.value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(value.get().text()));
        } catch (IllegalArgumentException e) {
            throw value.get().bad(e.getMessage());
        }
    }

    <T> T require(String key, String example, Function<String, T> parse) throws ConfigException {
        Optional<T> value = get(key, parse);
        if (value.isEmpty()) {
            throw new ConfigException(
                    file.path() + ": " + key + " is missing; add a line such as " + key + "=" + example);
        }
        return value.get();
    }

    Optional<String> text(String key) throws ConfigException {
        return get(key, Function.identity());
    }

    boolean flag(String key) throws ConfigException {
        return flag(key, false);
    }

    boolean flag(String key, boolean standard) throws ConfigException {
        return get(key, text -> switch (text) {
                    case "true", "yes", "1" -> true;
                    case "false", "no", "0" -> false;
                    default -> throw new IllegalArgumentException("must be true or false");
                })
                .orElse(standard);
    }

    Duration seconds(String key, int standard, int least, int most) throws ConfigException {
        return get(key, text -> {
                    int seconds;
                    try {
                        seconds = Integer.parseInt(text);
                    } catch (NumberFormatException e) {
                        seconds = -1;
                    }
                    if (seconds < least || seconds > most) {
                        throw new IllegalArgumentException("must be whole seconds from " + least + " to " + most);
                    }
                    return Duration.ofSeconds(seconds);
                })
                .orElse(Duration.ofSeconds(standard));
    }

    Optional<Path> path(String key) throws ConfigException {
        return get(key, ConfigReader::absolutePath);
    }

    Optional<List<String>> arguments(String key) throws ConfigException {
        return get(key, ArgumentList::split);
    }

    /** Entries separated by commas; blank ones are left out. */
    List<String> list(String key) throws ConfigException {
        return get(key, ConfigReader::split).orElse(List.of());
    }

    static List<String> split(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .distinct()
                .toList();
    }

    static Path absolutePath(String text) {
        try {
            Path path = Path.of(text);
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException("must be an absolute path");
            }
            return path.normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is not a path", e);
        }
    }
}
