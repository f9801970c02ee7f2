package no.itagenten.fleet.fleetctl.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import no.itagenten.fleet.fleetctl.problem.Problem;
import org.junit.jupiter.api.Test;

class PipelineTest {

    @Test
    void theFirstSignThatIsNotQuotedParts() {
        assertThat(Pipeline.parse("devices | grep 'a|b' | less"))
                .isEqualTo(new Pipeline("devices ", Optional.of("grep 'a|b' | less")));
    }

    @Test
    void quotesBackslashesAndCommentsHideIt() {
        for (String line :
                new String[] {"logs a --grep 'x|y'", "logs a --grep \"x|y\"", "logs a --grep x\\|y", "ls # a|b"}) {
            assertThat(Pipeline.parse(line)).isEqualTo(new Pipeline(line, Optional.empty()));
        }
    }

    @Test
    void anEmptySideIsUsage() {
        assertThatThrownBy(() -> Pipeline.parse("devices | ")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> Pipeline.parse("| less")).isInstanceOf(Problem.class);
    }
}
