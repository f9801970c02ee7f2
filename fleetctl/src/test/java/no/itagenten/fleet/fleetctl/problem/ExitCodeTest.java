package no.itagenten.fleet.fleetctl.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import no.itagenten.fleet.protocol.CommandState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {

    @Test
    void theNumbersAreThoseScriptsRelyOn() {
        assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::number)).containsExactly(0, 1, 2, 3, 4, 5, 7, 8, 130);
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, 0",
        "QUEUED, 8",
        "DELIVERED, 8",
        "RUNNING, 8",
        "WAITING, 8",
        "FAILED, 1",
        "ROLLED_BACK, 1",
        "TIMED_OUT, 1",
        "REJECTED, 1",
        "CANCELED, 1",
        "EXPIRED, 1"
    })
    void everyStateOfACommandHasItsCode(CommandState state, int number) {
        assertThat(ExitCode.of(state).number()).isEqualTo(number);
    }

    @Test
    void theWorstWins() {
        assertThat(ExitCode.worst(List.of(ExitCode.DONE, ExitCode.PENDING, ExitCode.FAILED)))
                .isEqualTo(ExitCode.FAILED);
        assertThat(ExitCode.worst(List.of(ExitCode.DONE, ExitCode.PENDING))).isEqualTo(ExitCode.PENDING);
        assertThat(ExitCode.worst(List.of(ExitCode.DONE, ExitCode.DONE))).isEqualTo(ExitCode.DONE);
    }
}
