package no.itagenten.fleet.fleetctl.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import no.itagenten.fleet.fleetctl.io.Environment;
import no.itagenten.fleet.fleetctl.io.TerminalFacts;
import org.junit.jupiter.api.Test;

class PaintTest {

    private static final TerminalFacts GOOD = new TerminalFacts(true, true, true, () -> 80, false);
    private static final TerminalFacts DUMB = new TerminalFacts(true, true, true, () -> 80, true);

    private static boolean colours(
            boolean refused, Map<String, String> environment, TerminalFacts terminal, boolean is) {
        return Paint.choose(refused, new Environment(environment), terminal, is).enabled();
    }

    @Test
    void coloursATerminalAndNoPipe() {
        assertThat(colours(false, Map.of(), GOOD, true)).isTrue();
        assertThat(colours(false, Map.of(), GOOD, false)).isFalse();
        assertThat(colours(false, Map.of(), DUMB, true)).isFalse();
    }

    @Test
    void isRefusedByOptionAndVariable() {
        assertThat(colours(true, Map.of("CLICOLOR_FORCE", "1"), GOOD, true)).isFalse();
        assertThat(colours(false, Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1"), GOOD, true))
                .isFalse();
        assertThat(colours(false, Map.of("NO_COLOR", ""), GOOD, true)).isTrue();
    }

    @Test
    void isForcedByVariable() {
        assertThat(colours(false, Map.of("CLICOLOR_FORCE", "1"), DUMB, false)).isTrue();
        assertThat(colours(false, Map.of("CLICOLOR_FORCE", "0"), GOOD, false)).isFalse();
    }
}
