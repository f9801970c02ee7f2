package no.itagenten.fleet.agent.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import no.itagenten.fleet.agent.upgrade.UpgradeReport.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradeGuardTest {

    private static final Duration WITHIN = Duration.ofMinutes(5);

    @TempDir
    Path root;

    private InstalledAgent device;
    private FakeAgentUnit agent;
    private Path first;
    private long now;
    private Runnable afterOneMinute = () -> {};

    @BeforeEach
    void anUpgradeOnTrial() throws Exception {
        device = new InstalledAgent(root);
        first = device.notes.current();
        agent = device.unit;
        device.fetched("1.1.0");
        device.upgrade();
    }

    @Test
    void theNewAgentStaysWhenTheServerHasTakenItIn() throws Exception {
        Path second = device.notes.current();
        agent.end();
        afterOneMinute = this::takenIn;

        Optional<UpgradeReport> report = guard().watch();

        assertThat(report).get().extracting(UpgradeReport::state).isEqualTo(State.CONFIRMED);
        assertThat(device.notes.current()).isEqualTo(second);
        assertThat(device.notes.pending()).isEmpty();
        assertThat(agent.restarts).isZero();
    }

    @Test
    void theAgentBeforeIsNotBelieved() throws Exception {
        takenIn();

        Optional<UpgradeReport> report = guard().watch();

        assertThat(report).get().extracting(UpgradeReport::state).isEqualTo(State.ROLLED_BACK);
    }

    @Test
    void theAgentBeforeDoesNotStayOnInPlaceOfTheNewOne() throws Exception {
        afterOneMinute = this::takenIn;

        Optional<UpgradeReport> report = guard().watch();

        assertThat(report).get().extracting(UpgradeReport::state).isEqualTo(State.CONFIRMED);
        assertThat(agent.restarts).isEqualTo(1);
    }

    @Test
    void anAgentThatFallsOverAfterwardsHasNotComeUp() throws Exception {
        agent.end();
        afterOneMinute = () -> {
            takenIn();
            agent.end();
        };

        Optional<UpgradeReport> report = guard().watch();

        assertThat(report).get().extracting(UpgradeReport::state).isEqualTo(State.ROLLED_BACK);
    }

    @Test
    void thePreviousOneComesBackWhereTheLinkLeadsNowhere() throws Exception {
        Files.delete(device.places.programs());
        Files.createSymbolicLink(device.places.programs(), Path.of("r58-fleet-releases/gone"));

        Optional<UpgradeReport> report = guard().watch();

        assertThat(report).get().extracting(UpgradeReport::state).isEqualTo(State.ROLLED_BACK);
        assertThat(device.notes.current()).isEqualTo(first);
    }

    @Test
    void theLinkIsNotTurnedToWhatIsGone() throws Exception {
        Path second = device.notes.current();
        ReleaseFolder.delete(first);

        assertThatThrownBy(() -> guard().watch())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("install.sh");

        assertThat(device.notes.current()).isEqualTo(second);
    }

    @Test
    void theTrialGoesOnAsLongAsThePreviousAgentDoesNotRun() throws Exception {
        agent.end();
        agent.failures = 1;

        assertThatThrownBy(() -> guard().watch()).isInstanceOf(IOException.class);

        assertThat(device.notes.pending()).isPresent();
        assertThat(guard().watch())
                .get()
                .satisfies(end -> assertThat(end.message()).contains("within 300 s"));
        assertThat(agent.restarts).isEqualTo(1);
        assertThat(device.notes.pending()).isEmpty();
    }

    @Test
    void aFullDiskKeepsNobodyFromGoingBack() throws Exception {
        UpgradeNotes full = new UpgradeNotes(device.places) {
            @Override
            void write(PendingUpgrade pending) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            void write(UpgradeReport report) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        Optional<UpgradeReport> report = guard(full).watch();

        assertThat(report).get().extracting(UpgradeReport::state).isEqualTo(State.ROLLED_BACK);
        assertThat(device.notes.current()).isEqualTo(first);
        assertThat(device.notes.pending()).isEmpty();
    }

    @Test
    void thePreviousOneComesBackWhenTheTimeIsOver() throws Exception {
        agent.end();
        Optional<UpgradeReport> report = guard().watch();

        assertThat(report).get().satisfies(end -> {
            assertThat(end.state()).isEqualTo(State.ROLLED_BACK);
            assertThat(end.request()).isEqualTo("upgrade-1");
            assertThat(end.message())
                    .isEqualTo(
                            "fleet-agent 1.0.0 is back in place of 1.1.0: the server has not taken it in within 300 s");
        });
        assertThat(device.notes.current()).isEqualTo(first);
        assertThat(device.notes.pending()).isEmpty();
        assertThat(agent.restarts).isEqualTo(1);
    }

    @Test
    void thePreviousOneComesBackAfterThreeStarts() throws Exception {
        agent.restless = true;

        Optional<UpgradeReport> report = guard().watch();

        assertThat(report).get().satisfies(end -> assertThat(end.message()).contains("it was started 3 times"));
        assertThat(now).isLessThan(WITHIN.toNanos());
        assertThat(device.notes.current()).isEqualTo(first);
    }

    @Test
    void thePreviousOneComesBackWhenTheDeviceGoesDownAgainAndAgain() throws Exception {
        for (int i = 0; i < 3; i++) {
            cutShort();
        }

        Optional<UpgradeReport> report = guard().watch();

        assertThat(report).get().satisfies(end -> assertThat(end.message()).contains("went down 3 times"));
        assertThat(device.notes.current()).isEqualTo(first);
    }

    @Test
    void aSwitchThatWasCutShortIsNone() throws Exception {
        device.notes.switchTo(first);

        Optional<UpgradeReport> report = guard().watch();

        assertThat(report).get().extracting(UpgradeReport::state).isEqualTo(State.ROLLED_BACK);
        assertThat(device.notes.current()).isEqualTo(first);
        assertThat(device.notes.pending()).isEmpty();
    }

    @Test
    void aConfirmationOfAnotherTrialCountsForNothing() throws Exception {
        agent.end();
        takenIn();
        guard().watch();
        device.fetched("1.2.0");
        device.upgrade();

        Optional<UpgradeReport> report = guard().watch();

        assertThat(report).get().extracting(UpgradeReport::state).isEqualTo(State.ROLLED_BACK);
    }

    @Test
    void whoeverInstallsByHandMeanwhileHasTheLastWord() throws Exception {
        Path second = device.notes.current();
        agent.end();
        afterOneMinute = this::endTrial;

        Optional<UpgradeReport> report = guard().watch();

        assertThat(report).isEmpty();
        assertThat(device.notes.current()).isEqualTo(second);
        assertThat(agent.restarts).isZero();
    }

    @Test
    void hasNothingToDoWithoutATrial() throws Exception {
        device.notes.dropPending();

        Optional<UpgradeReport> report = guard().watch();

        assertThat(report).isEmpty();
        assertThat(agent.restarts).isZero();
    }

    private UpgradeGuard guard() {
        return guard(device.notes);
    }

    private UpgradeGuard guard(UpgradeNotes notes) {
        now = 0;
        return new UpgradeGuard(notes, agent, WITHIN, () -> now, this::pass);
    }

    private void pass(long millis) {
        boolean before = now < Duration.ofMinutes(1).toNanos();
        now += Duration.ofMillis(millis).toNanos();
        if (before && now >= Duration.ofMinutes(1).toNanos()) {
            afterOneMinute.run();
        }
    }

    /** The power goes while the guard watches. */
    private void cutShort() throws Exception {
        UpgradeGuard guard = new UpgradeGuard(device.notes, agent, WITHIN, () -> 0, millis -> {
            throw new InterruptedException("the power goes");
        });
        try {
            guard.watch();
        } catch (InterruptedException e) {
            assertThat(device.notes.pending()).isPresent();
        }
    }

    private void endTrial() {
        try {
            device.notes.dropPending();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void takenIn() {
        try {
            device.takenIn();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
