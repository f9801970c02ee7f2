package no.itagenten.fleet.fleetctl.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetctl.CommandCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** completions/ and man/ say what the commands are. Where they do not, this writes them anew, to be committed. */
class GeneratedFilesTest {

    private static final Path ROOT = Path.of("..");
    private static final CommandCatalog CATALOG = new CommandCatalog();

    @TempDir
    private Path folder;

    @Test
    void completionsAreThoseOfTheCommands() throws IOException {
        Map<String, String> made = Stream.of(CompletionScript.values())
                .collect(Collectors.toMap(CompletionScript::fileName, script -> script.render(CATALOG)));

        assertUpToDate(ROOT.resolve("completions"), made);
    }

    @Test
    void manualPagesAreThoseOfTheCommands() throws IOException {
        assertUpToDate(ROOT.resolve("man"), ManPage.all(CATALOG));
    }

    @Test
    void manualPagesAreWithoutFaultForMandoc() throws IOException {
        Tool.assumeThereIs("mandoc");
        writePages();

        String complaints = new Tool(folder).run("sh", "-c", "mandoc -Tlint -Wall *.1");

        // It compares with the pages that are installed here, and knows no other system than its own.
        assertThat(complaints.lines().filter(line -> !line.contains("referenced manual not found")))
                .isEmpty();
    }

    @Test
    void manualPagesAreWithoutFaultForGroff() throws IOException {
        Tool.assumeThereIs("groff");
        writePages();

        String complaints = new Tool(folder).run("sh", "-c", "groff -ww -man -Tutf8 -z -rLL=78n *.1");

        assertThat(complaints).isEmpty();
    }

    private void writePages() throws IOException {
        for (Map.Entry<String, String> page : ManPage.all(CATALOG).entrySet()) {
            Files.writeString(folder.resolve(page.getKey()), page.getValue());
        }
    }

    private static void assertUpToDate(Path place, Map<String, String> made) throws IOException {
        Map<String, String> found = new TreeMap<>();
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.list(place)) {
                for (Path file : files.toList()) {
                    found.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        Set<String> stale = new TreeSet<>(made.keySet());
        stale.removeIf(name -> made.get(name).equals(found.get(name)));
        Set<String> leftOver = new TreeSet<>(found.keySet());
        leftOver.removeAll(made.keySet());
        Files.createDirectories(place);
        for (String name : stale) {
            Files.writeString(place.resolve(name), made.get(name));
        }
        for (String name : leftOver) {
            Files.delete(place.resolve(name));
        }
        stale.addAll(leftOver);
        assertThat(stale)
                .as("the commands have changed; these in " + place.getFileName() + "/ are now made anew: commit them")
                .isEmpty();
    }
}
