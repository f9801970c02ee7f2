package no.itagenten.fleet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.LogEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The documents name what the code has, no more and no less. */
class DocumentationTest {

    private static final Pattern TABLE_ROW = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE);

    @Test
    void theProtocolListsEveryMessageOfADevice() {
        assertThat(typesUnder("## Device → server"))
                .containsExactlyInAnyOrderElementsOf(MessageCodec.DEVICE_TYPES.keySet());
    }

    @Test
    void theProtocolListsEveryMessageOfTheServer() {
        assertThat(typesUnder("## Server → device"))
                .containsExactlyInAnyOrderElementsOf(MessageCodec.SERVER_TYPES.keySet());
    }

    /** An example is a golden file, letter by letter, and so every field of it is what the programs write and read. */
    @Test
    void theProtocolShowsEveryMessageOfADevice() {
        assertThat(examplesUnder("## Device → server"))
                .containsAll(mainExamples(GoldenFiles.device()))
                .isSubsetOf(GoldenFiles.device().stream()
                        .map(GoldenFiles.Golden::json)
                        .toList());
    }

    @Test
    void theProtocolShowsEveryMessageOfTheServer() {
        assertThat(examplesUnder("## Server → device"))
                .containsAll(mainExamples(GoldenFiles.server()))
                .isSubsetOf(GoldenFiles.server().stream()
                        .map(GoldenFiles.Golden::json)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void theProtocolListsEveryConfigurationKeyWithItsDefault(ConfigKey key) {
        assertThat(document("protocol.md")).contains("| `" + key.wireName() + "` | `" + key.defaultValue() + "` |");
    }

    @Test
    void theApiListsEveryFieldOfADevice() {
        assertThat(fieldsAfter("**A device:**")).containsExactlyElementsOf(wireNames(DeviceView.class));
    }

    @Test
    void theApiListsEveryFieldOfALogEntry() {
        assertThat(fieldsAfter("**A log entry:**")).containsExactlyElementsOf(wireNames(LogEntry.class));
    }

    @Test
    void theApiListsEveryFieldOfACommand() {
        assertThat(fieldsAfter("**A command:**")).containsExactlyElementsOf(wireNames(CommandView.class));
    }

    private static List<String> typesUnder(String heading) {
        return TABLE_ROW
                .matcher(section(heading))
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    private static List<String> examplesUnder(String heading) {
        return section(heading).lines().filter(line -> line.startsWith("{")).toList();
    }

    /** Of each type the one that shows every field, {@code <type>.json}. */
    private static List<String> mainExamples(List<GoldenFiles.Golden> files) {
        return files.stream()
                .filter(golden -> golden.name().equals(golden.type() + ".json"))
                .map(GoldenFiles.Golden::json)
                .toList();
    }

    private static String section(String heading) {
        String document = document("protocol.md");
        int start = document.indexOf(heading);
        return document.substring(start, document.indexOf("\n## ", start + 1));
    }

    /** The names in back quotes up to the end of the paragraph, without explanations in brackets of any kind. */
    private static List<String> fieldsAfter(String introduction) {
        String document = document("api.md");
        int start = document.indexOf(introduction) + introduction.length();
        String paragraph = document.substring(start, document.indexOf("\n\n", start))
                .replaceAll("\\([^)]*\\)", "")
                .replaceAll("\\[?\\{[^}]*}]?", "");
        return Pattern.compile("`(\\w+)`")
                .matcher(paragraph)
                .results()
                .map((MatchResult field) -> field.group(1))
                .toList();
    }

    private static List<String> wireNames(Class<? extends Record> type) {
        return Arrays.stream(type.getDeclaredFields())
                .map(field -> field.isAnnotationPresent(SerializedName.class)
                        ? field.getAnnotation(SerializedName.class).value()
                        : field.getName())
                .toList();
    }

    private static String document(String name) {
        Path start = Path.of("").toAbsolutePath();
        Path file = Stream.iterate(start, folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("docs").resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no docs/" + name + " above " + start));
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }
}
