package no.itagenten.fleet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every pair of states against the table of the architecture. */
class CommandStateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            queued      > delivered rejected canceled expired
            delivered   > running waiting succeeded failed rolled_back timed_out rejected canceled expired
            running     > waiting succeeded failed rolled_back timed_out rejected canceled
            waiting     > running succeeded failed rolled_back timed_out rejected canceled expired
            succeeded   > ''
            failed      > ''
            rolled_back > ''
            timed_out   > ''
            rejected    > ''
            canceled    > ''
            expired     > ''
            """)
    void becomesExactlyWhatTheTableAllows(String from, String to) {
        CommandState state = named(from);
        List<String> expected = to.isEmpty() ? List.of() : List.of(to.split(" "));

        assertThat(CommandState.values())
                .allSatisfy(next -> assertThat(state.canBecome(next))
                        .as(state + " to " + next)
                        .isEqualTo(expected.contains(next.wireName())));
        assertThat(state.isFinal()).isEqualTo(expected.isEmpty());
    }

    @Test
    void theTableAboveNamesEveryState() {
        assertThat(CommandState.values()).hasSize(11);
    }

    @Test
    void aDeviceReportsOnlyEndsThatItCanKnow() {
        String reported = Arrays.stream(CommandState.values())
                .filter(CommandState::reportedByDevice)
                .map(CommandState::wireName)
                .collect(Collectors.joining(" "));

        assertThat(reported).isEqualTo("succeeded failed rolled_back rejected canceled expired");
    }

    @ParameterizedTest
    @EnumSource
    void nothingBecomesItself(CommandState state) {
        assertThat(state.canBecome(state)).isFalse();
    }

    private static CommandState named(String wireName) {
        return Arrays.stream(CommandState.values())
                .filter(state -> state.wireName().equals(wireName))
                .findFirst()
                .orElseThrow();
    }
}
