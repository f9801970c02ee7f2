package no.itagenten.fleet.agent.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.agent.git.GitFixture;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.Update;
import no.itagenten.fleet.protocol.UpdateOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be asked of an update beside its target. */
class UpdateOptionsTest {

    private static final UpdateOptions DRY_RUN = options(false, true, false);
    private static final UpdateOptions FORCE = options(true, false, false);
    private static final UpdateOptions DOWNGRADE = options(false, false, true);

    @TempDir
    Path folder;

    private GitFixture repositories;
    private String first;
    private String second;
    private CommandsFixture device;
    private int commands;

    @BeforeEach
    void aDeviceAtTheSecondCommit() throws Exception {
        repositories = new GitFixture(folder);
        first = repositories.head(repositories.device);
        device = CommandsFixture.withApplication(
                folder, repositories, "/bin/sh", "-c", "echo run >> " + folder.resolve("effects"));
        second = repositories.commit("version", "2");
        assertThat(run(to(second), UpdateOptions.NONE).state()).isEqualTo(CommandState.SUCCEEDED);
        device.services.restarted.clear();
    }

    @AfterEach
    void stop() {
        device.close();
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndDoesNothing() throws Exception {
        // given
        String third = repositories.commit("version", "3");
        repositories.commit("other", "x");

        // when
        CommandResult result = run(Optional.empty(), DRY_RUN);

        // then
        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.message()).startsWith("would update from " + second).contains("2 commits further");
        assertThat(result.output().orElseThrow().lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith(third.substring(0, 7));
        assertThat(result.details().orElseThrow())
                .containsEntry("dry_run", "true")
                .containsEntry("from_commit", second);
        assertNothingWasTouched();
    }

    @Test
    void whatIsThereAlreadyIsASuccessThatTouchesNothing() throws Exception {
        CommandResult result = run(Optional.empty(), UpdateOptions.NONE);

        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.details().orElseThrow()).containsEntry("already_current", "true");
        assertNothingWasTouched();
    }

    @Test
    void forceDoesItAgainAlthoughItIsThereAlready() throws Exception {
        CommandResult result = run(Optional.empty(), FORCE);

        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(device.services.restarted).containsExactly("app", "web");
        assertThat(Files.readAllLines(folder.resolve("effects"))).hasSize(2);
    }

    @Test
    void forceSavesLocalChangesBesideTheCheckoutAndNamesThem() throws Exception {
        // given
        String third = repositories.commit("version", "3");
        Files.write(repositories.device.resolve("version"), new byte[] {'m', 'i', 'n', 'e', 0, (byte) 0xFF});

        // when
        CommandResult result = run(Optional.empty(), FORCE);

        // then
        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(repositories.head(repositories.device)).isEqualTo(third);
        Path patch = Path.of(result.details().orElseThrow().get("local_changes_saved"));
        assertThat(patch).hasParent(repositories.device.getParent());
        GitFixture.git(repositories.device, "checkout", "--quiet", second);
        GitFixture.git(repositories.device, "apply", patch.toString());
        assertThat(repositories.device.resolve("version"))
                .hasBinaryContent(new byte[] {'m', 'i', 'n', 'e', 0, (byte) 0xFF});
    }

    @Test
    void notEvenForceOverwritesAFileThatGitDoesNotKnow() throws Exception {
        // given
        repositories.commit("new", "theirs");
        Files.writeString(repositories.device.resolve("new"), "mine");

        // when
        CommandResult result = run(Optional.empty(), FORCE);

        // then
        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(repositories.device.resolve("new")).hasContent("mine");
        assertNothingWasTouched();
    }

    @Test
    void anOlderCommitIsRefused() throws Exception {
        CommandResult result = run(to(first), UpdateOptions.NONE);

        assertThat(result.state()).isEqualTo(CommandState.REJECTED);
        assertThat(result.message()).contains("is older than").contains("--allow-downgrade");
        assertNothingWasTouched();
    }

    @Test
    void anOlderCommitIsPutInPlaceWhereADowngradeIsAllowed() throws Exception {
        CommandResult result = run(to(first), DOWNGRADE);

        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(repositories.version()).isEqualTo("1");
    }

    private void assertNothingWasTouched() throws Exception {
        assertThat(repositories.head(repositories.device)).isEqualTo(second);
        assertThat(device.services.restarted).isEmpty();
        assertThat(Files.readAllLines(folder.resolve("effects"))).hasSize(1);
    }

    private CommandResult run(Optional<String> commit, UpdateOptions options) throws Exception {
        CommandId id = new CommandId("u" + ++commands);
        device.start()
                .deliver(new Update(
                        id, Optional.empty(), Optional.empty(), commit, Optional.of(options), Optional.empty()));
        CommandResult result = device.result();
        device.close();
        device.sent.clear();
        device.journal().acknowledge(id);
        return result;
    }

    private static Optional<String> to(String commit) {
        return Optional.of(commit);
    }

    private static UpdateOptions options(boolean force, boolean dryRun, boolean allowDowngrade) {
        return new UpdateOptions(
                Optional.of(force), Optional.of(dryRun), Optional.of(allowDowngrade), Optional.empty());
    }
}
