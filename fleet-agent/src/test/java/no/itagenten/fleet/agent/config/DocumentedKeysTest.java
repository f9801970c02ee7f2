package no.itagenten.fleet.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/agent.md} lists the keys that the agent takes, no more and no less; and the agent reads every key that it takes. */
class DocumentedKeysTest {

    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z_<>]+)` \\| .+ \\| .+ \\|$", Pattern.MULTILINE);
    private static final List<String> OF_A_SERVICE =
            List.of("SERVICE_<NAME>_COMMAND", "SERVICE_<NAME>_DIR", "SERVICE_<NAME>_LOG");

    private static List<String> keys() {
        return Stream.concat(KnownKeys.KEYS.stream(), KnownKeys.APPLICATION_KEYS.stream())
                .toList();
    }

    @Test
    void theTableHasEveryKey() throws IOException {
        String page = Files.readString(Path.of("../docs/agent.md"));
        String table = page.substring(page.indexOf("## Configuration"), page.indexOf("`<NAME>` is the service's name"));

        List<String> documented =
                ROW.matcher(table).results().map(row -> row.group(1)).toList();

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(keys().stream(), OF_A_SERVICE.stream()).toList());
    }

    @Test
    void everyKeyIsRead() throws IOException {
        StringBuilder readers = new StringBuilder();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/no/itagenten/fleet/agent/config"))) {
            for (Path file :
                    files.filter(path -> !path.endsWith("KnownKeys.java")).toList()) {
                readers.append(Files.readString(file));
            }
        }

        assertThat(keys()).allSatisfy(key -> assertThat(readers.toString()).contains('"' + key + '"'));
    }
}
