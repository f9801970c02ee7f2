package no.itagenten.fleet.agent.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.agent.git.GitFixture;
import no.itagenten.fleet.agent.git.Target;
import no.itagenten.fleet.agent.journal.Journal;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.LocalProcesses;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.workspace.Workspace;
import no.itagenten.fleet.agent.workspace.Workspace.Progress;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandProgress;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.MessageCodec;
import no.itagenten.fleet.protocol.Update;
import no.itagenten.fleet.protocol.UpdateOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody changes by hand while an update is under way is not lost, and nothing else happens because of it. */
class UpdateLocalChangesTest {

    private static final CommandId SETUP = new CommandId("setup");
    private static final CommandId ID = new CommandId("u1");

    @TempDir
    Path folder;

    private GitFixture repositories;
    private Path releases;
    private String first;
    private String second;
    private CommandsFixture device;

    @BeforeEach
    void aDeviceWithReleasesAtTheFirst() throws Exception {
        repositories = new GitFixture(folder);
        releases = Files.createDirectory(folder.resolve("app"));
        device = CommandsFixture.withReleases(folder, releases, repositories);
        first = repositories.head(repositories.developer);
        Workspace workspace = device.workspace();
        Workspace.Plan plan = prepared(workspace);
        workspace.switchTo(plan.forward(SETUP));
        workspace.confirm(plan.forward(SETUP));
        second = repositories.commit("version", "2");
    }

    @AfterEach
    void stop() {
        device.close();
    }

    @Test
    void aChangeMadeWhileItWaitedIsAReasonAgainstIt() throws Exception {
        // given
        Path version = releases.resolve("current/version");
        waiting(UpdateOptions.NONE);
        Files.writeString(version, "mine");

        // when
        CommandResult result = goneOffAir();

        // then
        assertThatNothingWasTouched(result);
        assertThat(result.message()).contains("local changes").contains("--force");
        assertThat(version).hasContent("mine");
        assertThat(device.services.restarted).isEmpty();
    }

    @Test
    void aChangeMadeWhileItWaitedIsSavedWhenForced() throws Exception {
        // given
        waiting(new UpdateOptions(Optional.of(true), Optional.empty(), Optional.empty(), Optional.empty()));
        Files.writeString(releases.resolve("current/version"), "mine");

        // when
        CommandResult result = goneOffAir();

        // then
        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(Path.of(result.details().orElseThrow().get("local_changes_saved")))
                .content()
                .contains("+mine");
    }

    @Test
    void aChangeMadeWhileItWaitedIsAReasonAgainstItInACheckoutToo() throws Exception {
        // given
        device = CommandsFixture.withApplication(folder, repositories);
        String before = repositories.head(repositories.device);
        waiting(UpdateOptions.NONE);
        Files.writeString(repositories.device.resolve("version"), "mine");

        // when
        CommandResult result = goneOffAir();

        // then
        assertThatNothingWasTouched(result);
        assertThat(repositories.version()).isEqualTo("mine");
        assertThat(repositories.head(repositories.device)).isEqualTo(before);
        assertThat(device.services.restarted).isEmpty();
    }

    @Test
    void anotherCommitThatSomebodyCheckedOutWhileItWaitedIsAReasonAgainstIt() throws Exception {
        // given
        device = CommandsFixture.withApplication(folder, repositories);
        waiting(UpdateOptions.NONE);
        GitFixture.git(repositories.device, "commit", "--quiet", "--allow-empty", "--message", "mine");
        String mine = repositories.head(repositories.device);

        // when
        CommandResult result = goneOffAir();

        // then
        assertThatNothingWasTouched(result);
        assertThat(result.message()).contains(mine);
        assertThat(repositories.head(repositories.device)).isEqualTo(mine);
    }

    @Test
    void staysWhereTheNewReleaseCannotBeMade() throws Exception {
        // given
        device.processes = new WhileReleasesAreMade(() -> change(), true);

        // when
        CommandResult result = run();

        // then
        assertThatNothingWasTouched(result);
        assertThat(result.message()).contains("sync(1)");
        assertThatTheChangeIsThere();
    }

    @Test
    void isAReasonAgainstItUntilTheLinkIsTurned() throws Exception {
        // given
        device.processes = new WhileReleasesAreMade(() -> change(), false);

        // when
        CommandResult result = run();

        // then
        assertThatNothingWasTouched(result);
        assertThat(result.message()).contains("local changes").contains("version");
        assertThatTheChangeIsThere();
    }

    @Test
    void staysWhereTheNewReleaseCannotBeMadeAfterAnInterruptionEither() throws Exception {
        // given
        interrupted("forward", 0);
        change();
        device.processes = new WhileReleasesAreMade(() -> {}, true);

        // when
        CommandResult result = resumed();

        // then
        assertThatNothingWasTouched(result);
        assertThatTheChangeIsThere();
    }

    @Test
    void staysWhenMakingTheNewReleaseIsInterruptedASecondTime() throws Exception {
        // given
        interrupted("forward", 1);
        change();

        // when
        CommandResult result = resumed();

        // then
        assertThatNothingWasTouched(result);
        assertThat(result.message()).contains("interrupted twice");
        assertThatTheChangeIsThere();
    }

    @Test
    void staysOnTheWayBackThatHasComeToThatRelease() throws Exception {
        // given
        interrupted("back", 0);
        change();

        // when
        CommandResult result = resumed();

        // then
        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(releases.resolve("current/version")).hasContent("mine");
    }

    private void change() {
        try {
            Files.writeString(releases.resolve("current/version"), "mine");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertThatNothingWasTouched(CommandResult result) {
        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message()).contains("Nothing was touched");
        assertThat(device.blocked().until(second)).isEmpty();
    }

    private void assertThatTheChangeIsThere() throws IOException {
        assertThat(Files.readSymbolicLink(releases.resolve("current"))).isEqualTo(Path.of("releases", first));
        assertThat(releases.resolve("current/version")).hasContent("mine");
        assertThat(device.services.restarted).isEmpty();
    }

    private void waiting(UpdateOptions options) throws Exception {
        Files.createFile(device.onAir);
        device.start().deliver(update(options));
        device.progress("busy");
    }

    private CommandResult goneOffAir() throws Exception {
        Files.delete(device.onAir);
        return device.result();
    }

    private CommandResult run() throws Exception {
        device.start().deliver(update(UpdateOptions.NONE));
        return device.result();
    }

    private CommandResult resumed() throws Exception {
        device.start();
        return device.result();
    }

    private void interrupted(String direction, int resumptions) throws Exception {
        prepared(device.workspace());
        Map<String, String> evidence =
                new HashMap<>(Map.of("from_commit", first, "to_commit", second, "direction", direction));
        Journal journal = device.journal();
        journal.receive(ID, Optional.of(MessageCodec.encode(update(UpdateOptions.NONE))));
        journal.advance(
                ID,
                new CommandProgress(
                        CommandsFixture.DEVICE, ID, CommandState.RUNNING, "switch", Optional.empty(), Optional.empty()),
                evidence);
        for (int i = 0; i < resumptions; i++) {
            journal.resume(ID);
        }
    }

    private static Workspace.Plan prepared(Workspace workspace) throws Exception {
        return workspace.prepare(SETUP, new Target.Branch("main"), false, Progress.NONE, new Cancellation());
    }

    private static Update update(UpdateOptions options) {
        return new Update(
                ID, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(options), Optional.empty());
    }

    /** The real programs; whenever a release is about to be on the disk something happens, and the disk may be full. */
    private static final class WhileReleasesAreMade implements ProcessRunner {

        private final LocalProcesses real = new LocalProcesses();
        private final Runnable event;
        private final boolean diskIsFull;

        private WhileReleasesAreMade(Runnable event, boolean diskIsFull) {
            this.event = event;
            this.diskIsFull = diskIsFull;
        }

        @Override
        public ProcessOutcome run(CommandLine command, Cancellation cancellation)
                throws IOException, InterruptedException {
            if (!command.arguments().get(0).equals("sync")) {
                return real.run(command, cancellation);
            }
            event.run();
            return diskIsFull
                    ? new ProcessOutcome(ProcessOutcome.Ending.EXITED, 1, "No space left on device", false)
                    : real.run(command, cancellation);
        }
    }
}
