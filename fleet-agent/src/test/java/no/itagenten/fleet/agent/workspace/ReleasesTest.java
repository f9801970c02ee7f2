package no.itagenten.fleet.agent.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import no.itagenten.fleet.agent.git.Checkout;
import no.itagenten.fleet.agent.git.GitException;
import no.itagenten.fleet.agent.git.GitFixture;
import no.itagenten.fleet.agent.git.Target;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.LocalProcesses;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.workspace.Workspace.Transition;
import no.itagenten.fleet.protocol.CommandId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasesTest {

    private static final CommandId COMMAND = new CommandId("c1");

    @TempDir
    Path folder;

    private final ProgramsThatMayFail programs = new ProgramsThatMayFail();
    private GitFixture repositories;
    private Path application;
    private Releases releases;

    @BeforeEach
    void anEmptyFolder() throws Exception {
        repositories = new GitFixture(folder);
        application = Files.createDirectory(folder.resolve("app"));
        releases = new Releases(
                application,
                3,
                place -> new Checkout(
                        programs, place, folder.resolve("home"), Optional.of(repositories.configuredRemote())),
                programs);
    }

    @AfterEach
    void release() throws Exception {
        Undeletable.release(folder);
    }

    @Test
    void makesAReleaseAnewThatCannotBeRemoved() throws Exception {
        // given
        String first = switchToNewest();
        String second = fetched("version", "2");
        releases.switchTo(new Transition(COMMAND, first, second));
        releases.restore(new Transition(COMMAND, second, first), Optional.empty());
        Undeletable.file(releases.folderOf(second).resolve("__pycache__/app.pyc"));

        // when
        for (int times = 0; times < 2; times++) {
            releases.switchTo(new Transition(COMMAND, first, second));
            releases.restore(new Transition(COMMAND, second, first), Optional.empty());
        }

        // then
        assertThat(releases.folderOf(second).resolve("version")).hasContent("2");
        assertThat(releases.folderOf(second).resolve("__pycache__")).doesNotExist();
        assertThat(names()).contains(first, second).hasSize(3);
    }

    @Test
    void leavesNothingOfAReleaseThatCouldNotBeMade() throws Exception {
        // given
        String first = switchToNewest();
        String second = fetched("version", "2");
        programs.failing = "sync";

        // when / then
        assertThatThrownBy(() -> releases.switchTo(new Transition(COMMAND, first, second)))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("sync(1)");
        assertThat(releases.head()).isEqualTo(first);
        assertThat(names()).containsExactly(first);
    }

    @Test
    void putsNoReleaseInPlaceThatTheRemoteDoesNotHave() throws Exception {
        // given
        String first = switchToNewest();
        String local = GitFixture.git(
                        application.resolve("repository"), "commit-tree", first + "^{tree}", "-m", "local")
                .strip();

        // when / then
        assertThatThrownBy(() -> releases.switchTo(new Transition(COMMAND, first, local)))
                .hasMessageContaining("was not fetched from the configured remote");
        assertThat(releases.head()).isEqualTo(first);
    }

    @Test
    void removesWhatTheApplicationMadeReadOnlyAndFollowsNoLink() throws Exception {
        // given
        String first = switchToNewest();
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "stays");
        Path locked = Files.createDirectory(releases.folderOf(first).resolve("locked"));
        Files.createSymbolicLink(locked.resolve("link"), elsewhere);
        assertThat(locked.toFile().setWritable(false)).isTrue();

        // when
        for (int version = 2; version <= 4; version++) {
            fetched("version", String.valueOf(version));
            switchToNewest();
        }

        // then
        assertThat(names()).hasSize(3).doesNotContain(first);
        assertThat(elsewhere).hasContent("stays");
    }

    @Test
    void saysWhatToDoWhereThereIsNoFolder() throws Exception {
        Files.delete(application);

        assertThatThrownBy(() -> releases.makeReady())
                .hasMessage(application + " is not there; make it, empty, and let it belong to the application's user");
    }

    @Test
    void startsAnewWhereMakingTheRepositoryWasInterrupted() throws Exception {
        Files.createDirectories(application.resolve("repository.new/objects"));

        switchToNewest();

        assertThat(application.resolve("current/version")).hasContent("1");
        assertThat(application.resolve("repository.new")).doesNotExist();
    }

    @Test
    void keepsTheReleaseBeforeEvenIfTheHistoryIsLost() throws Exception {
        // given
        String first = switchToNewest();
        String second = fetched("version", "2");
        Files.delete(application.resolve("history"));

        // when
        switchToNewest();

        // then
        assertThat(names()).containsExactlyInAnyOrder(first, second);
    }

    private String fetched(String file, String content) throws Exception {
        String commit = repositories.commit(file, content);
        releases.repository().fetch(new Target.Branch("main"), new Cancellation());
        return commit;
    }

    private String switchToNewest() throws Exception {
        releases.makeReady();
        releases.repository().fetch(new Target.Branch("main"), new Cancellation());
        String newest = repositories.head(repositories.developer);
        Transition transition = new Transition(COMMAND, releases.head(), newest);
        releases.switchTo(transition);
        releases.confirm(transition);
        return newest;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(application.resolve("releases"))) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    /** The real ones, one of which may be made to fail. */
    private static final class ProgramsThatMayFail implements ProcessRunner {

        private final LocalProcesses real = new LocalProcesses();
        private String failing = "";

        @Override
        public ProcessOutcome run(CommandLine command, Cancellation cancellation)
                throws IOException, InterruptedException {
            return command.arguments().get(0).equals(failing)
                    ? new ProcessOutcome(ProcessOutcome.Ending.EXITED, 1, "No space left on device", false)
                    : real.run(command, cancellation);
        }
    }
}
