package no.itagenten.fleet.agent.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

/** Updates where each version has a folder of its own. The device keeps two. */
class UpdateReleasesTest {

    private static final UpdateOptions FORCE = options(true, false);
    private static final UpdateOptions DOWNGRADE = options(false, true);

    @TempDir
    Path folder;

    private GitFixture repositories;
    private Path application;
    private Path effects;
    private String first;
    private CommandsFixture device;
    private int commands;

    @BeforeEach
    void aDeviceWithOneRelease() throws Exception {
        repositories = new GitFixture(folder);
        application = Files.createDirectory(folder.resolve("app"));
        effects = folder.resolve("effects");
        device = CommandsFixture.withReleases(
                folder, application, repositories, "/bin/sh", "-c", "pwd -P >> " + effects + "; test ! -e fails");
        first = repositories.head(repositories.developer);
        assertThat(run(UpdateOptions.NONE).state()).isEqualTo(CommandState.SUCCEEDED);
        device.services.restarted.clear();
        Files.delete(effects);
    }

    @AfterEach
    void stop() {
        device.close();
    }

    @Test
    void makesAllItNeedsInAnEmptyFolder() throws Exception {
        // given
        Path empty = Files.createDirectory(folder.resolve("empty"));
        device = CommandsFixture.withReleases(folder, empty, repositories);

        // when
        CommandResult result = run(UpdateOptions.NONE);

        // then
        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.message()).isEqualTo("put " + first + " in place");
        assertThat(result.details().orElseThrow())
                .containsEntry("to_commit", first)
                .doesNotContainKey("from_commit");
        assertThat(empty.resolve("current/version")).hasContent("1");
        assertThat(device.services.restarted).containsExactly("app", "web");
        assertThat(device.version.current()).contains(first);
    }

    @Test
    void putsNothingInPlaceWhenTheFirstReleaseIsNotWell() throws Exception {
        // given
        Path empty = Files.createDirectory(folder.resolve("empty"));
        device = CommandsFixture.withReleases(folder, empty, repositories);
        device.services.onRestart(name -> device.services.is("web", "failed"));

        // when
        CommandResult result = run(UpdateOptions.NONE);

        // then
        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message())
                .contains("service web is failed")
                .contains("No version was in place before, so that nothing is in place now");
        assertThat(empty.resolve("current")).doesNotExist();
    }

    @Test
    void leavesAFolderAloneThatIsSomethingElse() throws Exception {
        // given
        device = CommandsFixture.withReleases(folder, repositories.device, repositories);

        // when
        CommandResult result = run(UpdateOptions.NONE);

        // then
        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message())
                .startsWith(
                        "preflight: " + repositories.device + " has no repository and is not empty (.git, a checkout)")
                .contains("Nothing was touched");
        assertThat(repositories.device.resolve("repository")).doesNotExist();
    }

    @Test
    void putsTheNewReleaseBesideTheOldAndLinksToIt() throws Exception {
        // given
        String second = repositories.commit("version", "2");

        // when
        CommandResult result = run(UpdateOptions.NONE);

        // then
        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.details().orElseThrow())
                .containsEntry("from_commit", first)
                .containsEntry("to_commit", second);
        assertThat(Files.readSymbolicLink(application.resolve("current"))).isEqualTo(Path.of("releases", second));
        assertThat(application.resolve("current/version")).hasContent("2");
        assertThat(release(first).resolve("version")).hasContent("1");
        assertThat(Files.readAllLines(effects)).containsExactly(release(second).toString());
        assertThat(device.services.restarted).containsExactly("app", "web");
        assertThat(device.version.current()).contains(second);
    }

    @Test
    void touchesNothingWhenItIsThereAlready() throws Exception {
        CommandResult result = run(UpdateOptions.NONE);

        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.details().orElseThrow()).containsEntry("already_current", "true");
        assertThat(device.services.restarted).isEmpty();
    }

    @Test
    void doesItAgainInTheSameFolderByRequest() throws Exception {
        CommandResult result = run(FORCE);

        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(Files.readAllLines(effects)).containsExactly(release(first).toString());
        assertThat(names("releases")).containsExactly(first);
    }

    @Test
    void goesBackToTheOldReleaseWithoutRunningItsProgramAgain() throws Exception {
        // given
        String second = repositories.commit("version", "2");
        Files.writeString(release(first).resolve("built"), "by the program");
        device.services.onRestart(name -> device.services.is("web", isAt("2") ? "failed" : "active"));

        // when
        CommandResult result = run(UpdateOptions.NONE);

        // then
        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(result.message()).contains("Back at " + first);
        assertThat(application.resolve("current/version")).hasContent("1");
        assertThat(application.resolve("current/built")).hasContent("by the program");
        assertThat(Files.readAllLines(effects)).containsExactly(release(second).toString());
        assertThat(device.services.restarted).containsExactly("app", "web", "app", "web");
        assertThat(device.version.current()).contains(first);
    }

    @Test
    void runsTheProgramOnTheWayBackWhereBothAreTheSameRelease() throws Exception {
        // given
        Files.writeString(release(first).resolve("fails"), "");

        // when
        CommandResult result = run(FORCE);

        // then
        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(Files.readAllLines(effects)).hasSize(2);
    }

    @Test
    void goesBackWhenThePostUpdateProgramFails() throws Exception {
        // given
        repositories.commit("fails", "");

        // when
        CommandResult result = run(UpdateOptions.NONE);

        // then
        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(result.details().orElseThrow()).containsEntry("failed_step", "post_update");
        assertThat(Files.readSymbolicLink(application.resolve("current"))).isEqualTo(Path.of("releases", first));
    }

    @Test
    void makesAReleaseAnewThatFailedBefore() throws Exception {
        // given
        String second = repositories.commit("version", "2");
        device.services.onRestart(name -> device.services.is("web", isAt("2") ? "failed" : "active"));
        assertThat(run(UpdateOptions.NONE).state()).isEqualTo(CommandState.ROLLED_BACK);
        Files.writeString(release(second).resolve("left-behind"), "");
        device.services.onRestart(name -> device.services.is("web", "active"));

        // when
        CommandResult result = run(FORCE);

        // then
        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(application.resolve("current/version")).hasContent("2");
        assertThat(application.resolve("current/left-behind")).doesNotExist();
    }

    @Test
    void keepsTheLastReleasesAndNoMore() throws Exception {
        // given
        String second = repositories.commit("version", "2");
        run(UpdateOptions.NONE);
        String third = repositories.commit("version", "3");

        // when
        run(UpdateOptions.NONE);

        // then
        assertThat(names("releases")).containsExactlyInAnyOrder(second, third);
        assertThat(names("repository/worktrees")).containsExactlyInAnyOrder(second, third);
    }

    @Test
    void removesReleasesThatFailed() throws Exception {
        // given
        repositories.commit("fails", "");
        assertThat(run(UpdateOptions.NONE).state()).isEqualTo(CommandState.ROLLED_BACK);
        Files.delete(repositories.developer.resolve("fails"));
        String third = repositories.commit("version", "3");

        // when
        CommandResult result = run(UpdateOptions.NONE);

        // then
        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(names("releases")).containsExactlyInAnyOrder(first, third);
        assertThat(names("repository/worktrees")).containsExactlyInAnyOrder(first, third);
    }

    @Test
    void goesToAReleaseThatIsStillThereAsItIs() throws Exception {
        // given
        Files.writeString(release(first).resolve("built"), "by the program");
        repositories.commit("version", "2");
        run(UpdateOptions.NONE);

        // when
        CommandResult result = run(Optional.of(first), DOWNGRADE);

        // then
        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(application.resolve("current/version")).hasContent("1");
        assertThat(application.resolve("current/built")).exists();
    }

    @Test
    void makesAReleaseAnewThatSomebodyChanged() throws Exception {
        // given
        repositories.commit("version", "2");
        run(UpdateOptions.NONE);
        Files.writeString(release(first).resolve("version"), "mine");

        // when
        CommandResult result = run(Optional.of(first), DOWNGRADE);

        // then
        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(application.resolve("current/version")).hasContent("1");
    }

    @Test
    void keepsItsHandsOffARepositoryWithDangerousSettings() throws Exception {
        // given
        repositories.commit("version", "2");
        GitFixture.git(application.resolve("repository"), "config", "core.fsmonitor", "/bin/evil");

        // when
        CommandResult result = run(UpdateOptions.NONE);

        // then
        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message()).contains("core.fsmonitor").contains("Nothing was touched");
    }

    @Test
    void aDryRunPutsNothingInPlace() throws Exception {
        // given
        String second = repositories.commit("version", "2");

        // when
        CommandResult result =
                run(new UpdateOptions(Optional.empty(), Optional.of(true), Optional.empty(), Optional.empty()));

        // then
        assertThat(result.message()).startsWith("would update from " + first + " to " + second);
        assertThat(names("releases")).containsExactly(first);
    }

    @Test
    void aDryRunRemovesNothingEither() throws Exception {
        // given
        String second = repositories.commit("fails", "");
        assertThat(run(UpdateOptions.NONE).state()).isEqualTo(CommandState.ROLLED_BACK);
        Files.delete(application.resolve("history"));

        // when
        run(new UpdateOptions(Optional.empty(), Optional.of(true), Optional.empty(), Optional.empty()));

        // then
        assertThat(names("releases")).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void removesWhatAnInterruptedUpdateLeft() throws Exception {
        // given
        Path half = Files.createDirectories(application.resolve("releases/" + "a".repeat(40) + ".partial/sub"));
        Files.createDirectories(application.resolve("releases/" + "b".repeat(40) + ".old/sub"));
        Files.writeString(half.resolve("file"), "");

        // when
        run(UpdateOptions.NONE);

        // then
        assertThat(names("releases")).containsExactly(first);
    }

    @Test
    void losesNoLocalChange() throws Exception {
        // given
        repositories.commit("version", "2");
        Files.writeString(application.resolve("current/version"), "mine");

        // when
        CommandResult result = run(UpdateOptions.NONE);

        // then
        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message())
                .contains("there are local changes in " + release(first))
                .contains("version")
                .contains("Nothing was touched");
        assertThat(application.resolve("current/version")).hasContent("mine");
    }

    @Test
    void savesLocalChangesOutsideOfTheReleasesWhenForced() throws Exception {
        // given
        repositories.commit("version", "2");
        Files.writeString(application.resolve("current/version"), "mine");

        // when
        CommandResult result = run(FORCE);

        // then
        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(application.resolve("current/version")).hasContent("2");
        Path patch = Path.of(result.details().orElseThrow().get("local_changes_saved"));
        assertThat(patch).hasParent(application);
        assertThat(patch).content().contains("+mine");
    }

    @Test
    void anApplicationCanAskGitWhichVersionItIs() throws Exception {
        // given
        String second = repositories.commit("version", "2");

        // when
        run(UpdateOptions.NONE);

        // then
        assertThat(repositories.head(application.resolve("current"))).isEqualTo(second);
        assertThat(GitFixture.git(application.resolve("current"), "status", "--porcelain"))
                .isEmpty();
    }

    private Path release(String commit) {
        return application.resolve("releases").resolve(commit);
    }

    private List<String> names(String of) throws IOException {
        try (Stream<Path> entries = Files.list(application.resolve(of))) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    private boolean isAt(String version) {
        try {
            return Files.readString(application.resolve("current/version")).equals(version);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private CommandResult run(UpdateOptions options) throws Exception {
        return run(Optional.empty(), options);
    }

    private CommandResult run(Optional<String> commit, UpdateOptions options) throws Exception {
        CommandId id = new CommandId("u" + ++commands);
        device.services.restarted.clear();
        device.start()
                .deliver(new Update(
                        id, Optional.empty(), Optional.empty(), commit, Optional.of(options), Optional.empty()));
        CommandResult result = device.result();
        device.close();
        device.sent.clear();
        device.journal().acknowledge(id);
        return result;
    }

    private static UpdateOptions options(boolean force, boolean allowDowngrade) {
        return new UpdateOptions(Optional.of(force), Optional.of(false), Optional.of(allowDowngrade), Optional.empty());
    }
}
