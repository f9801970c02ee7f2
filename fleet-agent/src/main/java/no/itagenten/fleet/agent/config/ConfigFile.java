package no.itagenten.fleet.agent.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The lines {@code KEY=value} of a file, each remembered with its number so that a complaint can point at it. */
final class ConfigFile {

    private static final long MAX_BYTES = 256 * 1024;
    private static final Pattern KEY = Pattern.compile("[A-Z][A-Z0-9_]*");

    /** @param place "file:line", or where else the value comes from */
    record Value(String key, String text, String place) {

        ConfigException bad(String problem) {
            return new ConfigException(place + ": " + key + " " + problem);
        }
    }

    private final Path path;
    private final Map<String, Value> values;

    private ConfigFile(Path path, Map<String, Value> values) {
        this.path = path;
        this.values = values;
    }

    static ConfigFile read(Path path) throws ConfigException {
        Map<String, Value> values = new LinkedHashMap<>();
        List<String> lines = lines(path);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String place = path + ":" + (i + 1);
            int equals = line.indexOf('=');
            String key = equals < 0 ? "" : line.substring(0, equals).strip();
            if (!KEY.matcher(key).matches()) {
                throw new ConfigException(place + ": expected KEY=value; put # before a comment");
            }
            Value before = values.put(
                    key, new Value(key, unquoted(line.substring(equals + 1).strip()), place));
            if (before != null) {
                throw new ConfigException(place + ": " + key + " is set a second time (first at " + before.place()
                        + "); remove one of them");
            }
        }
        return new ConfigFile(path, values);
    }

    /** Nothing is set. */
    static ConfigFile none(Path path) {
        return new ConfigFile(path, Map.of());
    }

    /** Lets a variable of the environment stand in for the file's value. */
    void override(String key, Map<String, String> environment) {
        String value = environment.get(key);
        if (value != null && !value.isBlank()) {
            values.put(key, new Value(key, value.strip(), "environment"));
        }
    }

    Path path() {
        return path;
    }

    /** The value, unless it is missing or empty. */
    Optional<Value> value(String key) {
        return Optional.ofNullable(values.get(key))
                .filter(value -> !value.text().isEmpty());
    }

    Set<String> keys() {
        return values.keySet();
    }

    Value entry(String key) {
        return values.get(key);
    }

    private static List<String> lines(Path path) throws ConfigException {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new ConfigException(path + ": larger than " + MAX_BYTES + " bytes; is this the right file?");
            }
            return Files.readAllLines(path, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new ConfigException(
                    path + ": no such file; write it (see docs/agent.md) or name another with --config", e);
        } catch (AccessDeniedException e) {
            throw new ConfigException(path + ": permission denied; let the agent's user read it", e);
        } catch (CharacterCodingException e) {
            throw new ConfigException(path + ": not UTF-8 text", e);
        } catch (IOException e) {
            throw new ConfigException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Takes one pair of quotes around the whole value away, as systemd's environment files have them. */
    private static String unquoted(String text) {
        if (text.length() >= 2) {
            char quote = text.charAt(0);
            boolean quoted = (quote == '"' || quote == '\'') && text.indexOf(quote, 1) == text.length() - 1;
            if (quoted) {
                return text.substring(1, text.length() - 1);
            }
        }
        return text;
    }
}
