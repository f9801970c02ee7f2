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
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandProgress;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.MessageCodec;
import no.itagenten.fleet.protocol.Update;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateHandlerTest {

    private static final CommandId ID = new CommandId("u1");

    @TempDir
    Path folder;

    private GitFixture repositories;
    private String before;
    private CommandsFixture device;

    @BeforeEach
    void aDevice() throws Exception {
        repositories = new GitFixture(folder);
        before = repositories.head(repositories.device);
        device = CommandsFixture.withApplication(folder, repositories, "/bin/sh", "-c", "sh ./post-update");
        repositories.commit("post-update", "echo done");
        before = update(before, CommandState.SUCCEEDED);
    }

    @AfterEach
    void stop() {
        device.close();
    }

    @Test
    void bringsTheApplicationToTheBranch() throws Exception {
        String newest = repositories.commit("version", "2");

        CommandResult result = run(toBranch());

        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.details().orElseThrow())
                .containsEntry("from_commit", before)
                .containsEntry("to_commit", newest);
        assertThat(repositories.version()).isEqualTo("2");
        assertThat(device.services.restarted).containsExactly("app", "web");
        assertThat(device.version.current()).contains(newest);
    }

    @Test
    void touchesNothingWhenItIsThereAlready() throws Exception {
        CommandResult result = run(toBranch());

        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.message()).isEqualTo("already at " + before);
        assertThat(device.services.restarted).isEmpty();
    }

    @Test
    void goesBackWhenThePostUpdateProgramFails() throws Exception {
        repositories.commit("version", "2");
        repositories.commit("post-update", "echo version $(cat version); test $(cat version) = 1 || exit 7");

        CommandResult result = run(toBranch());

        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(result.exitCode()).contains(7);
        assertThat(result.output().orElseThrow()).contains("version 2");
        assertThat(result.details().orElseThrow()).containsEntry("failed_step", "post_update");
        assertThat(result.message()).contains("Back at " + before);
        assertThat(repositories.head(repositories.device)).isEqualTo(before);
        assertThat(repositories.version()).isEqualTo("1");
        assertThat(device.version.current()).contains(before);
    }

    @Test
    void goesBackWhenAServiceDoesNotStayUp() throws Exception {
        repositories.commit("version", "2");
        device.services.onRestart(name -> device.services.is("web", isAt("2") ? "failed" : "active"));

        CommandResult result = run(toBranch());

        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(result.message()).startsWith("health: service web is failed");
        assertThat(result.output()).contains("the last words of web");
        assertThat(repositories.version()).isEqualTo("1");
        assertThat(device.services.restarted).containsExactly("app", "web", "app", "web");
    }

    @Test
    void saysWhatStateItIsInWhenTheWayBackFailsToo() throws Exception {
        repositories.commit("version", "2");
        device.services.onRestart(name -> device.services.is("web", "failed"));

        CommandResult result = run(toBranch());

        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message())
                .contains("Going back to " + before + " failed too")
                .contains("the checkout is at " + before)
                .contains("web is failed");
    }

    @Test
    void showsWhatFailedOnTheWayBackAfterWhatFailedOnTheWayThere() throws Exception {
        repositories.commit("post-update", "seq 9999; echo cannot go forth; exit 1");
        device.services.onRestart(name -> device.services.is("web", "failed"));

        CommandResult result = run(toBranch());

        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.output().orElseThrow())
                .containsSubsequence("cannot go forth", "-- on the way back --", "the last words of web");
        assertThat(result.details().orElseThrow())
                .containsEntry("failed_step", "post_update")
                .containsEntry("failed_rollback_step", "health");
    }

    @Test
    void losesNoLocalChange() throws Exception {
        repositories.commit("version", "2");
        Files.writeString(repositories.device.resolve("version"), "mine");

        CommandResult result = run(toBranch());

        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message())
                .contains("local changes")
                .contains("version")
                .contains("Nothing was touched");
        assertThat(repositories.version()).isEqualTo("mine");
        assertThat(device.services.restarted).isEmpty();
    }

    @Test
    void goesBackOverWhatThePostUpdateProgramLeftBehind() throws Exception {
        repositories.commit("post-update", "test -e marker && exit 1; echo changed > version");
        repositories.commit("marker", "");

        CommandResult result = run(toBranch());

        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(repositories.version()).isEqualTo("1");
    }

    @Test
    void failsWithoutTouchingAnythingWhenTheRemoteIsAway() throws Exception {
        Files.move(repositories.remote, folder.resolve("gone.git"));

        CommandResult result = run(toBranch());

        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message()).startsWith("preflight: git ls-remote ").contains("Nothing was touched");
        assertThat(result.output()).isPresent();
    }

    @Test
    void stopsOnRequestBeforeTheSwitch() throws Exception {
        repositories.commit("version", "2");
        CommandExecutor executor = device.start();
        blockTheRemote();
        executor.deliver(toBranch());
        device.progress("preflight");

        executor.cancel(ID);

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.CANCELED);
        assertThat(repositories.version()).isEqualTo("1");
    }

    @Test
    void doesNotStopAfterTheSwitch() throws Exception {
        repositories.commit("post-update", "until test -e go; do sleep 0.05; done");
        CommandExecutor executor = device.start();
        executor.deliver(toBranch());
        device.progress("post_update");

        executor.cancel(ID);
        Files.writeString(repositories.device.resolve("go"), "");

        assertThat(device.result().state()).isEqualTo(CommandState.SUCCEEDED);
    }

    @Test
    void saysThatNothingWasTouchedWhenInterruptedBeforeTheSwitch() throws Exception {
        interrupted("fetch", Map.of(), 0);

        device.start();

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message()).contains("Nothing was touched");
        assertThat(device.services.restarted).isEmpty();
    }

    @Test
    void finishesWhatWasInterruptedInTheSwitch() throws Exception {
        String newest = repositories.commit("version", "2");
        fetch();
        Files.writeString(repositories.device.resolve("version"), "half written");
        Files.writeString(repositories.device.resolve(".git/index.lock"), "");
        interrupted("switch", evidence(before, newest, "forward"), 0);

        device.start();

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.details().orElseThrow()).containsEntry("resumed", "true");
        assertThat(repositories.version()).isEqualTo("2");
        assertThat(device.services.restarted).containsExactly("app", "web");
    }

    @Test
    void finishesWhatWasInterruptedAfterTheSwitch() throws Exception {
        String newest = repositories.commit("version", "2");
        fetch();
        GitFixture.git(repositories.device, "checkout", "--quiet", newest);
        Map<String, String> evidence = evidence(before, newest, "forward");
        evidence.put("step", "restart");
        interrupted("restart", evidence, 0);

        device.start();

        assertThat(device.result().state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(device.version.current()).contains(newest);
        assertThat(device.services.restarted).containsExactly("app", "web");
    }

    @Test
    void goesBackWhenThePostUpdateProgramWasInterrupted() throws Exception {
        Path runs = folder.resolve("runs");
        String newest = repositories.commit("post-update", "echo $R58_TO_COMMIT >> " + runs);
        fetch();
        GitFixture.git(repositories.device, "checkout", "--quiet", newest);
        Map<String, String> evidence = evidence(before, newest, "forward");
        evidence.put("step", "post_update");
        interrupted("post_update", evidence, 0);

        device.start();

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(result.message()).contains("may not be run twice");
        assertThat(runs).doesNotExist();
    }

    @Test
    void goesBackWhenItIsInterruptedASecondTime() throws Exception {
        String newest = repositories.commit("version", "2");
        fetch();
        GitFixture.git(repositories.device, "checkout", "--quiet", newest);
        interrupted("restart", evidence(before, newest, "forward"), 1);

        device.start();

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(result.message()).contains("interrupted twice");
        assertThat(repositories.version()).isEqualTo("1");
    }

    @Test
    void goesBackWhenTheJournalCannotBeWrittenAfterAnInterruption() throws Exception {
        String newest = repositories.commit("version", "2");
        fetch();
        GitFixture.git(repositories.device, "checkout", "--quiet", newest);
        interrupted("switch", evidence(before, newest, "forward"), 0);
        device.notWritableFromStart = Optional.of(ID);

        device.start();

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(result.message()).contains("the journal cannot be written");
        assertThat(repositories.version()).isEqualTo("1");
    }

    @Test
    void goesOnGoingBack() throws Exception {
        String newest = repositories.commit("version", "2");
        fetch();
        GitFixture.git(repositories.device, "checkout", "--quiet", newest);
        Map<String, String> evidence = evidence(before, newest, "back");
        evidence.put("failure", "health: service app is failed");
        interrupted("rollback", evidence, 0);

        device.start();

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(result.message()).contains("health: service app is failed");
        assertThat(repositories.version()).isEqualTo("1");
    }

    @Test
    void saysMayHaveRunWhenTheCheckoutIsSomewhereElse() throws Exception {
        String newest = repositories.commit("version", "2");
        fetch();
        GitFixture.git(repositories.device, "commit", "--quiet", "--allow-empty", "--message", "somebody");
        interrupted("switch", evidence(before, newest, "forward"), 0);

        device.start();

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message()).startsWith("may have run: ");
        assertThat(device.services.restarted).isEmpty();
    }

    private String update(String from, CommandState expected) throws Exception {
        CommandResult result =
                run(new Update(new CommandId("setup"), Optional.of("main"), Optional.empty(), Optional.empty()));
        assertThat(result.state()).isEqualTo(expected);
        assertThat(result.details().orElseThrow()).containsEntry("from_commit", from);
        device.close();
        device.services.restarted.clear();
        device.sent.clear();
        Journal journal = device.journal();
        journal.acknowledge(new CommandId("setup"));
        return repositories.head(repositories.device);
    }

    private CommandResult run(Update command) throws Exception {
        device.start().deliver(command);
        return device.result();
    }

    private static Update toBranch() {
        return new Update(ID, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private boolean isAt(String version) {
        try {
            return repositories.version().equals(version);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A remote that accepts nobody: git waits for a pipe that is never written. */
    private void blockTheRemote() throws Exception {
        Path head = repositories.remote.resolve("HEAD");
        Files.delete(head);
        new ProcessBuilder("mkfifo", head.toString()).start().waitFor();
    }

    /** As the update did before it was interrupted. */
    private void fetch() throws Exception {
        repositories.checkout().fetch(new Target.Branch("main"), new Cancellation());
    }

    private static Map<String, String> evidence(String from, String to, String direction) {
        return new HashMap<>(Map.of("from_commit", from, "to_commit", to, "direction", direction));
    }

    private void interrupted(String phase, Map<String, String> evidence, int resumptions) throws Exception {
        Journal journal = device.journal();
        journal.receive(ID, Optional.of(MessageCodec.encode(toBranch())));
        journal.advance(
                ID,
                new CommandProgress(
                        CommandsFixture.DEVICE, ID, CommandState.RUNNING, phase, Optional.empty(), Optional.empty()),
                evidence);
        for (int i = 0; i < resumptions; i++) {
            journal.resume(ID);
        }
    }
}
