package no.itagenten.fleet.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import no.itagenten.fleet.it.fixture.Surroundings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each promise of docs/security.md names what keeps it and what attacks it, and both are there. */
class SecurityPromisesIT {

    private static final Pattern CODE = Pattern.compile("`([A-Za-z0-9.]+)`");

    /** Sources by the name of their class; of two of one name both. */
    private static final Map<String, List<Path>> sources = new HashMap<>();

    @BeforeAll
    static void findSources() throws IOException {
        for (String module : List.of("shared-protocol", "fleetd", "fleetctl", "fleet-agent", "integration-tests")) {
            try (Stream<Path> files = Files.walk(Surroundings.repository().resolve(module + "/src"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> sources.computeIfAbsent(
                                        file.getFileName().toString().replace(".java", ""), name -> new ArrayList<>())
                                .add(file));
            }
        }
    }

    private static List<String[]> promises() throws IOException {
        String text = Document.named("docs/security.md").text();
        String section = text.substring(text.indexOf("## What is promised"), text.indexOf("## What is not promised"));
        return section.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| promise "))
                .map(line -> line.split("\\|"))
                .toList();
    }

    @Test
    void eachPromiseIsKeptByAClassAndAttackedByATest() throws IOException {
        assertThat(promises()).hasSizeGreaterThan(20);
        for (String[] promise : promises()) {
            assertThat(promise).as(promise[1]).hasSize(4);
            assertThat(names(promise[2])).as(promise[1]).isNotEmpty().allMatch(SecurityPromisesIT::isThere);
            assertThat(names(promise[3]))
                    .as(promise[1])
                    .isNotEmpty()
                    .allMatch(name -> name.matches("[A-Za-z0-9]+(Test|IT)(\\.[A-Za-z0-9]+)?"))
                    .allMatch(SecurityPromisesIT::isThere);
        }
    }

    private static List<String> names(String cell) {
        return CODE.matcher(cell).results().map(match -> match.group(1)).toList();
    }

    /** A class, or a method of it that is a test. */
    private static boolean isThere(String name) {
        String[] parts = name.split("\\.", 2);
        return sources.getOrDefault(parts[0], List.of()).stream()
                .anyMatch(source -> parts.length == 1 || hasTest(source, parts[1]));
    }

    private static boolean hasTest(Path source, String method) {
        try {
            return Files.readString(source).contains(" void " + method + "(");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
