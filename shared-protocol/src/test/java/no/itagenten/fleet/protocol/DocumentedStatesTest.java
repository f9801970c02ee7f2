package no.itagenten.fleet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/commands.md has the table of steps that the code goes by, whole. */
class DocumentedStatesTest {

    @ParameterizedTest
    @EnumSource(CommandState.class)
    void everyStepIsDocumentedAndNoOther(CommandState from) throws IOException {
        String next = Arrays.stream(CommandState.values())
                .filter(from::canBecome)
                .map(to -> "`" + to.wireName() + "`")
                .collect(Collectors.joining(", "));
        String document = Files.readString(Path.of("..", "docs", "commands.md"));

        String row = "| `" + from.wireName() + "` | ";
        if (from.isFinal()) {
            assertThat(next).isEmpty();
            assertThat(document).doesNotContain("\n" + row + "`");
        } else {
            assertThat(document.lines().filter(line -> line.startsWith(row)).map(line -> line.substring(row.length())))
                    .hasSize(1)
                    .allSatisfy(line -> assertThat(
                                    line.substring(0, line.length() - 2).split(", "))
                            .containsExactlyInAnyOrder(next.split(", ")));
        }
    }
}
