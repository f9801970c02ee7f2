package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the compiler cannot see of the dashboard's files. */
class DashboardFilesTest {

    private static final Pattern ASSET = Pattern.compile("(?:[\"`]/assets/|from \"\\./)([a-z0-9.-]+)");

    @Test
    void everyFileThatABrowserAsksForIsListed() throws Exception {
        List<String> listed = Files.readAllLines(folder().resolve("files.txt"));

        assertThat(listed).containsExactlyInAnyOrderElementsOf(names("css", "js", "svg", "woff2"));
    }

    @Test
    void pagesHaveNoScriptOrStyleOfTheirOwnWhichThePolicyWouldRefuse() throws Exception {
        for (String name : names("html")) {
            assertThat(read(name))
                    .as(name)
                    .doesNotContain("<style", " style=", "javascript:")
                    .doesNotContainPattern("<script(?![^>]* src=)")
                    .doesNotContainPattern("\\son[a-z]+=");
        }
    }

    @Test
    void scriptsNeverTurnTextIntoMarkup() throws Exception {
        for (String name : names("js")) {
            assertThat(read(name))
                    .as(name)
                    .doesNotContain(
                            "innerHTML",
                            "outerHTML",
                            "insertAdjacentHTML",
                            "document.write",
                            "parseFromString",
                            "createContextualFragment",
                            "setHTML",
                            "srcdoc");
        }
    }

    @Test
    void everythingThatTheFilesNameIsThere() throws Exception {
        List<String> there = names("css", "js", "svg", "woff2");
        for (String name : names("html", "css", "js")) {
            List<String> assets = ASSET.matcher(read(name))
                    .results()
                    .map(match -> match.group(1))
                    .toList();

            assertThat(assets).as(name).isSubsetOf(there);
        }
    }

    private static List<String> names(String... extensions) throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> List.of(extensions).contains(name.substring(name.lastIndexOf('.') + 1)))
                    .toList();
        }
    }

    private static String read(String name) throws IOException, URISyntaxException {
        return Files.readString(folder().resolve(name));
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(PageRoutes.class
                .getResource("/no/itagenten/fleet/fleetd/web/files.txt")
                .toURI())
                .getParent();
    }
}
