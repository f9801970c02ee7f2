package no.itagenten.fleet.agent.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.agent.git.Checkout;
import no.itagenten.fleet.agent.git.GitFixture;
import no.itagenten.fleet.agent.git.Target;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.process.LocalProcesses;
import no.itagenten.fleet.agent.workspace.Workspace.Plan;
import no.itagenten.fleet.agent.workspace.Workspace.Progress;
import no.itagenten.fleet.protocol.CommandId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is looked at before an update where each version has a folder of its own. */
class PreparationTest {

    private static final long MIB = 1024 * 1024;
    private static final CommandId COMMAND = new CommandId("c1");

    @TempDir
    Path folder;

    private GitFixture repositories;
    private Path application;
    private Layout layout;

    @BeforeEach
    void anEmptyFolder() throws Exception {
        repositories = new GitFixture(folder);
        application = Files.createDirectory(folder.resolve("app"));
        layout = new Releases(
                application,
                2,
                place -> new Checkout(
                        new LocalProcesses(),
                        place,
                        folder.resolve("home"),
                        Optional.of(repositories.configuredRemote())),
                new LocalProcesses());
    }

    @AfterEach
    void release() throws Exception {
        Undeletable.release(folder);
    }

    @Test
    void namesWhatTakesRoomAndCannotBeRemoved() throws Exception {
        // given
        prepare(100 * MIB);
        Path left = application.resolve("releases/" + "a".repeat(40) + ".old");
        Undeletable.file(left.resolve("__pycache__/app.pyc"));

        // when / then
        assertThatThrownBy(() -> prepare(3 * MIB))
                .hasMessageStartingWith("only 3 MiB are free in " + application + ", an update needs 64")
                .hasMessageContaining("remove them as root: " + left);
    }

    @Test
    void removesAReleaseThatFailedOnlyIfRoomIsShort() throws Exception {
        // given
        Plan plan = prepare(100 * MIB);
        layout.switchTo(plan.forward(COMMAND));
        layout.confirm(plan.forward(COMMAND));
        Path failed = Files.createDirectories(application.resolve("releases/" + "a".repeat(40)));
        prepare(100 * MIB);
        assertThat(failed).isDirectory();

        // when
        prepare(at -> Files.exists(failed) ? MIB : 100 * MIB);

        // then
        assertThat(failed).doesNotExist();
        assertThat(layout.folderOf(plan.to())).isDirectory();
    }

    @Test
    void countsTheWholeNewRelease() throws Exception {
        // given
        repositories.commit("film", "x".repeat((int) (3 * MIB)));

        // when / then
        assertThatThrownBy(() -> prepare(66 * MIB))
                .isInstanceOfSatisfying(
                        WorkspaceException.class, e -> assertThat(e.step()).isEqualTo("verify"))
                .hasMessage("only 66 MiB are free in " + application + ", an update needs 67");
    }

    @Test
    void countsEveryFileOfALargeTree() throws Exception {
        // given
        for (int i = 0; i < 1500; i++) {
            Files.writeString(repositories.developer.resolve("a-file-with-a-rather-long-name-" + i), "x");
        }
        repositories.commit("version", "2");

        // when / then
        assertThatThrownBy(() -> prepare(64 * MIB)).hasMessageContaining("an update needs 69");
    }

    @Test
    void countsNothingForAReleaseThatIsThere() throws Exception {
        // given
        repositories.commit("film", "x".repeat((int) (3 * MIB)));
        Plan plan = prepare(100 * MIB);
        layout.switchTo(plan.forward(COMMAND));

        // when
        Plan again = prepare(64 * MIB);

        // then
        assertThat(again.from()).isEqualTo(again.to());
    }

    private Plan prepare(long free) throws Exception {
        return prepare(at -> free);
    }

    private Plan prepare(Preparation.FreeSpace free) throws Exception {
        return new Preparation(application, layout, Optional.empty(), free)
                .prepare(new Target.Branch("main"), false, Progress.NONE, new Cancellation());
    }
}
