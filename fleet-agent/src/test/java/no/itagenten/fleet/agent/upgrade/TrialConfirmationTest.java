package no.itagenten.fleet.agent.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialConfirmationTest {

    @TempDir
    Path root;

    private final List<Runnable> aMinuteLater = new ArrayList<>();
    private InstalledAgent device;
    private TrialConfirmation confirmation;

    @BeforeEach
    void anAgentOnTrial() throws Exception {
        device = new InstalledAgent(root);
        device.fetched("1.1.0");
        device.upgrade();
        confirmation = confirmation("1.1.0");
    }

    @Test
    void saysNothingAtOnce() throws Exception {
        confirmation.connected();

        assertThat(isConfirmed()).isFalse();
    }

    @Test
    void saysSoWhenTheConnectionHasStoodForAWhile() throws Exception {
        confirmation.connected();

        aMinuteLater.forEach(Runnable::run);

        assertThat(isConfirmed()).isTrue();
    }

    @Test
    void aConnectionThatWasLostSinceIsNone() throws Exception {
        confirmation.connected();
        confirmation.disconnected();
        confirmation.connected();

        aMinuteLater.get(0).run();

        assertThat(isConfirmed()).isFalse();
    }

    @Test
    void anAgentOfAnotherVersionHasNothingToSay() throws Exception {
        confirmation("1.0.0").connected();

        aMinuteLater.forEach(Runnable::run);

        assertThat(isConfirmed()).isFalse();
    }

    private TrialConfirmation confirmation(String version) {
        return new TrialConfirmation(device.notes, device.spool, version, Optional.of("run-1"), aMinuteLater::add);
    }

    private boolean isConfirmed() throws Exception {
        Path begin = Path.of(device.notes.pending().orElseThrow().confirmation());
        return Files.exists(UpgradeSpool.confirmation(begin, "run-1"));
    }
}
