package no.itagenten.fleet.agent.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import no.itagenten.fleet.agent.config.ApplicationConfig;
import no.itagenten.fleet.agent.config.ReleasesConfig;
import no.itagenten.fleet.agent.git.GitFixture;
import no.itagenten.fleet.agent.git.Target;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.process.LocalProcesses;
import no.itagenten.fleet.agent.service.ProcFiles;
import no.itagenten.fleet.agent.workspace.DirectWorkspace;
import no.itagenten.fleet.agent.workspace.Layout;
import no.itagenten.fleet.agent.workspace.Workspace.Difference;
import no.itagenten.fleet.agent.workspace.Workspace.Plan;
import no.itagenten.fleet.agent.workspace.Workspace.Progress;
import no.itagenten.fleet.agent.workspace.Workspace.Transition;
import no.itagenten.fleet.agent.workspace.WorkspaceException;
import no.itagenten.fleet.protocol.CommandId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agent's side and runner's side together, over the real files and real git; only systemd between them is played. */
final class RunnerWorkspaceTest {

    private static final CommandId COMMAND = new CommandId("c1");
    private static final String RUN = "0f8b2c11-aaaa";

    @TempDir
    Path folder;

    private GitFixture repositories;
    private RunnerFiles files;
    private InProcessUnit unit;
    private RunnerWorkspace workspace;

    @BeforeEach
    void prepare() throws IOException {
        repositories = new GitFixture(folder);
        files = RunnerFiles.standard(folder);
        unit = new InProcessUnit();
        workspace = new RunnerWorkspace(files, unit, Duration.ofSeconds(20), true, true, System::nanoTime);
    }

    @Test
    void preparesAndSwitches() throws Exception {
        // given
        String before = repositories.head(repositories.device);
        String after = repositories.commit("version", "2");

        // when
        Plan plan = workspace.prepare(COMMAND, new Target.Branch("main"), false, Progress.NONE, new Cancellation());
        workspace.switchTo(plan.forward(COMMAND));

        // then
        assertThat(plan).isEqualTo(new Plan(before, Optional.of("main"), after));
        assertThat(repositories.version()).isEqualTo("2");
    }

    /** However quick it is: each of them is what somebody may wait for. */
    @Test
    void tellsEachPartOfTheStep() throws Exception {
        List<String> phases = new CopyOnWriteArrayList<>();
        repositories.commit("version", "2");

        workspace.prepare(
                COMMAND, new Target.Branch("main"), false, (phase, message) -> phases.add(phase), new Cancellation());

        assertThat(phases).containsSubsequence("preflight", "fetch", "verify");
    }

    @Test
    void comparesByTheHistory() throws Exception {
        // given
        String before = repositories.head(repositories.device);
        String after = repositories.commit("version", "2");
        workspace.prepare(COMMAND, new Target.Branch("main"), false, Progress.NONE, new Cancellation());

        // when
        Difference forward = workspace.compare(new Transition(COMMAND, before, after));
        Difference back = workspace.compare(new Transition(COMMAND, after, before));

        // then
        assertThat(forward.older()).isFalse();
        assertThat(forward.commits()).singleElement().asString().startsWith(after.substring(0, 7));
        assertThat(back).isEqualTo(new Difference(true, List.of()));
    }

    @Test
    void restoresTheCommitAndTheBranch() throws Exception {
        // given
        repositories.commit("version", "2");
        Plan plan = workspace.prepare(COMMAND, new Target.Branch("main"), false, Progress.NONE, new Cancellation());
        workspace.switchTo(plan.forward(COMMAND));
        Files.writeString(repositories.device.resolve("version"), "half");

        // when
        workspace.restore(plan.back(COMMAND), Optional.of("main"));

        // then
        assertThat(repositories.version()).isEqualTo("1");
        assertThat(GitFixture.git(repositories.device, "symbolic-ref", "HEAD").strip())
                .isEqualTo("refs/heads/main");
    }

    @Test
    void carriesReleasesFromTheFirstToTheNext() throws Exception {
        // given
        unit.releases(Files.createDirectory(folder.resolve("app")), 2);
        Plan first = prepared();
        workspace.compare(first.forward(COMMAND));
        workspace.switchTo(first.forward(COMMAND));
        workspace.confirm(first.forward(COMMAND));
        repositories.commit("version", "2");

        // when
        Plan second = prepared();
        workspace.switchTo(second.forward(COMMAND));
        workspace.confirm(second.forward(COMMAND));

        // then
        assertThat(first.isFirst()).isTrue();
        assertThat(second.from()).isEqualTo(first.to());
        assertThat(workspace.state(COMMAND).head()).isEqualTo(second.to());
        assertThat(folder.resolve("app/current/version")).hasContent("2");
        assertThat(folder.resolve("app/history")).hasContent(first.to() + "\n" + second.to());
    }

    @Test
    void tellsWhetherTheReleaseBeforeIsAsItWasLeft() throws Exception {
        // given
        Path app = Files.createDirectory(folder.resolve("app"));
        unit.releases(app, 2);
        Plan first = prepared();
        workspace.switchTo(first.forward(COMMAND));
        workspace.confirm(first.forward(COMMAND));
        repositories.commit("version", "2");
        Plan second = prepared();
        workspace.switchTo(second.forward(COMMAND));

        // when
        boolean there = workspace.restore(second.back(COMMAND), second.fromBranch());
        workspace.switchTo(second.forward(COMMAND));
        Files.move(app.resolve("releases").resolve(first.to()), folder.resolve("gone"));
        boolean gone = workspace.restore(second.back(COMMAND), second.fromBranch());

        // then
        assertThat(there).isTrue();
        assertThat(gone).isFalse();
    }

    @Test
    void takesTheFirstReleaseAwayAgain() throws Exception {
        // given
        unit.releases(Files.createDirectory(folder.resolve("app")), 2);
        Plan first = prepared();
        workspace.switchTo(first.forward(COMMAND));

        // when
        workspace.restore(first.back(COMMAND), first.fromBranch());

        // then
        assertThat(folder.resolve("app/current")).doesNotExist();
        assertThat(workspace.state(COMMAND).head()).isEqualTo(first.from());
    }

    @Test
    void refusesACommitThatWasNotFetched() throws Exception {
        // given
        String head = repositories.head(repositories.device);
        Files.writeString(repositories.device.resolve("version"), "evil");
        GitFixture.git(repositories.device, "commit", "--quiet", "--all", "--message", "local");
        String local = repositories.head(repositories.device);

        // when / then
        assertThatThrownBy(() -> workspace.switchTo(new Transition(COMMAND, head, local)))
                .isInstanceOf(WorkspaceException.class)
                .hasMessageContaining("was not fetched from the configured remote");
    }

    @Test
    void tellsHowThePostUpdateProgramEndedToALaterAgent() throws Exception {
        // given
        unit.postUpdate = List.of("/bin/sh", "-c", "echo out; exit 3");
        String head = repositories.head(repositories.device);
        assertThatThrownBy(() -> workspace.postUpdate(new Transition(COMMAND, head, head), RUN))
                .isInstanceOf(WorkspaceException.class);
        RunnerWorkspace later = new RunnerWorkspace(files, unit, Duration.ofSeconds(20), true, true, System::nanoTime);

        // when
        WorkspaceException failure =
                later.ended(COMMAND, RUN).orElseThrow().failure().orElseThrow();

        // then
        assertThat(failure.step()).isEqualTo("post_update");
        assertThat(failure.exitCode()).contains(3);
        assertThat(failure.output()).contains("out\n");
    }

    @Test
    void takesNoOldResultForAnother() throws Exception {
        // given
        String head = repositories.head(repositories.device);
        workspace.postUpdate(new Transition(COMMAND, head, head), RUN);

        // when
        Optional<?> other = workspace.ended(COMMAND, "bbbbbbbb-0000");

        // then
        assertThat(other).isEmpty();
    }

    @Test
    void carriesARequestOutOnce() throws Exception {
        // given
        Path count = folder.resolve("count");
        unit.postUpdate = List.of("/bin/sh", "-c", "echo x >> " + count);
        String head = repositories.head(repositories.device);
        workspace.postUpdate(new Transition(COMMAND, head, head), RUN);

        // when
        unit.runOnce(Duration.ofSeconds(20), new Cancellation());

        // then
        assertThat(Files.readAllLines(count)).containsExactly("x");
    }

    @Test
    void saysWhatTheUnitWroteWhenItDied() {
        // given
        unit.dies = true;

        // when / then
        assertThatThrownBy(() -> workspace.state(COMMAND))
                .isInstanceOfSatisfying(
                        WorkspaceException.class, e -> assertThat(e.output()).contains("the last words"))
                .hasMessageContaining("without an answer: it was killed");
    }

    @Test
    void waitsForWhatAnEarlierAgentBegan() throws Exception {
        // given
        unit.activeFor = 2;

        // when
        workspace.settle(COMMAND);

        // then
        assertThat(unit.activeFor).isZero();
        assertThat(unit.stopped).isZero();
    }

    @Test
    void followsNoLinkToAResult() throws Exception {
        // given
        Path secret = Files.writeString(folder.resolve("secret"), "{}");
        Files.createDirectories(files.result().getParent());
        Files.createSymbolicLink(files.result(), secret);

        // when / then
        assertThatThrownBy(() -> files.readResult()).hasMessageContaining("is no plain file");
    }

    private Plan prepared() throws Exception {
        return workspace.prepare(COMMAND, new Target.Branch("main"), false, Progress.NONE, new Cancellation());
    }

    /** Runs the runner here instead of in a unit. */
    private final class InProcessUnit implements RunnerUnit {

        private List<String> postUpdate = List.of("/bin/true");
        private Optional<Path> application = Optional.empty();
        private Optional<ReleasesConfig> releases = Optional.empty();
        private boolean dies;
        private int activeFor;
        private int stopped;
        private final List<String> lines = new ArrayList<>(List.of("the last words"));

        private void releases(Path folder, int keep) {
            application = Optional.of(folder);
            releases = Optional.of(new ReleasesConfig(keep));
        }

        @Override
        public String runOnce(Duration within, Cancellation cancellation) throws InterruptedException {
            if (dies) {
                return "it was killed";
            }
            ApplicationConfig config = new ApplicationConfig(
                    application.orElse(repositories.device),
                    Optional.of(repositories.configuredRemote()),
                    "main",
                    postUpdate,
                    Duration.ofSeconds(20),
                    List.of(),
                    Optional.empty(),
                    Duration.ZERO,
                    Duration.ofSeconds(5),
                    Optional.empty(),
                    releases);
            DirectWorkspace direct = new DirectWorkspace(
                    config,
                    Layout.of(config, new LocalProcesses(), folder.resolve("home")),
                    new LocalProcesses(),
                    new ProcFiles(Path.of("/")),
                    Map.of("PATH", "/usr/bin:/bin"));
            try {
                new Runner(direct, files).run();
                return "";
            } catch (IOException e) {
                return String.valueOf(e.getMessage());
            }
        }

        @Override
        public void stop() {
            stopped++;
            activeFor = 0;
        }

        @Override
        public boolean isActive() {
            return activeFor > 0 && --activeFor > 0;
        }

        @Override
        public String recentOutput() {
            return String.join("\n", lines);
        }
    }
}
