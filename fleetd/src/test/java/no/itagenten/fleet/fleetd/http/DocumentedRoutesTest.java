package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of {@code docs/api.md} and the server name the same routes. */
class DocumentedRoutesTest {

    private static final Pattern ROW = Pattern.compile("\\| `(/[^`?]*)[^`]*` \\| ([A-Z]+) \\|.*");

    @Test
    void everyDocumentedRouteIsThere(@TempDir Path data) throws IOException {
        List<Matcher> rows = Files.readAllLines(Path.of("../docs/api.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .toList();

        try (RunningFleetd fleetd = RunningFleetd.start(data)) {
            assertThat(rows).hasSizeGreaterThan(20).allSatisfy(row -> {
                String path = row.group(1).replace("{id}", "unknown");
                String method = path.equals("/api/events") ? "HEAD" : row.group(2); // the stream would not end
                Reply reply = fleetd.api().sendJson(method, path, "{}");

                assertThat(reply.status()).as(row.group()).isNotEqualTo(405);
                assertThat(reply.body()).as(row.group()).doesNotContain("nothing at this path");
            });
        }
    }
}
