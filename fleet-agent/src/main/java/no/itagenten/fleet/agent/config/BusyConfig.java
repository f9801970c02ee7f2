package no.itagenten.fleet.agent.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How to see whether the device is on air. Without any of these it never is.
 *
 * @param command program and arguments: exits with 0 for busy, 1 for free; empty for none
 * @param file whose existence says busy
 */
public record BusyConfig(List<String> command, Optional<Question> question, Optional<Path> file) {

    public BusyConfig {
        command = List.copyOf(command);
    }

    /**
     * A JSON document to ask for.
     *
     * @param field names from the outside in, with dots between
     * @param values any of which says busy
     */
    public record Question(URI url, String field, List<String> values) {

        public Question {
            values = List.copyOf(values);
        }
    }

    static BusyConfig read(ConfigReader reader) throws ConfigException {
        Optional<URI> url = reader.get("BUSY_URL", ApplicationReader::localUrl);
        Optional<String> field = reader.text("BUSY_FIELD");
        List<String> values = reader.list("BUSY_VALUE");
        Optional<Question> question = Optional.empty();
        if (url.isPresent() || field.isPresent() || !values.isEmpty()) {
            question = Optional.of(new Question(
                    reader.require(
                            "BUSY_URL", "http://127.0.0.1:8000/api/v1/sessions/status", ApplicationReader::localUrl),
                    reader.require("BUSY_FIELD", "status", text -> text),
                    reader.require("BUSY_VALUE", "recording", ConfigReader::split)));
        }
        return new BusyConfig(reader.arguments("BUSY_COMMAND").orElse(List.of()), question, reader.path("BUSY_FILE"));
    }
}
