package no.itagenten.fleet.agent.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.agent.git.Checkout;
import no.itagenten.fleet.agent.git.GitFixture;
import no.itagenten.fleet.agent.git.Target;
import no.itagenten.fleet.agent.journal.Journal;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.workspace.Workspace;
import no.itagenten.fleet.agent.workspace.Workspace.Progress;
import no.itagenten.fleet.agent.workspace.Workspace.Transition;
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

/** What becomes of an update from one release to another that the agent, or the power, did not live to see the end of. */
class UpdateReleasesInterruptedTest {

    private static final CommandId SETUP = new CommandId("setup");
    private static final CommandId ID = new CommandId("u1");

    @TempDir
    Path folder;

    private GitFixture repositories;
    private Path application;
    private Path effects;
    private String first;
    private String second;
    private CommandsFixture device;
    private Workspace workspace;

    @BeforeEach
    void aDeviceWithTheFirstReleaseAndTheSecondFetched() throws Exception {
        repositories = new GitFixture(folder);
        application = Files.createDirectory(folder.resolve("app"));
        effects = folder.resolve("effects");
        device = CommandsFixture.withReleases(
                folder, application, repositories, "/bin/sh", "-c", "cat version >> " + effects);
        workspace = device.workspace();
        first = repositories.head(repositories.developer);
        prepare();
        workspace.switchTo(new Transition(SETUP, Checkout.NO_COMMIT, first));
        workspace.confirm(new Transition(SETUP, Checkout.NO_COMMIT, first));
        second = repositories.commit("version", "2");
        prepare();
    }

    @AfterEach
    void stop() {
        device.close();
    }

    @Test
    void saysThatNothingWasTouchedBeforeTheSwitch() throws Exception {
        interrupted("verify", Map.of(), 0);

        CommandResult result = resumed();

        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message()).contains("Nothing was touched");
        assertThat(application.resolve("current/version")).hasContent("1");
    }

    @Test
    void makesTheReleaseOfWhichHalfIsThere() throws Exception {
        Path half = Files.createDirectories(application.resolve("releases/" + second + ".partial"));
        Files.writeString(half.resolve("version"), "half");
        interrupted("switch", evidence("forward"), 0);

        CommandResult result = resumed();

        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.details().orElseThrow()).containsEntry("resumed", "true");
        assertThat(application.resolve("current/version")).hasContent("2");
        assertThat(half).doesNotExist();
    }

    @Test
    void linksToTheReleaseThatIsMade() throws Exception {
        workspace.switchTo(forward());
        linkTo(first);
        Files.createSymbolicLink(application.resolve("current.new"), Path.of("releases", second));
        interrupted("switch", evidence("forward"), 0);

        CommandResult result = resumed();

        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(application.resolve("current/version")).hasContent("2");
        assertThat(Files.readAllLines(effects)).containsExactly("2");
    }

    @Test
    void goesOnAfterTheSwitch() throws Exception {
        workspace.switchTo(forward());
        interrupted("switch", evidence("forward"), 0);

        CommandResult result = resumed();

        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(device.version.current()).contains(second);
        assertThat(Files.readAllLines(effects)).containsExactly("2");
    }

    @Test
    void goesBackWhenThePostUpdateProgramWasInterrupted() throws Exception {
        workspace.switchTo(forward());
        interrupted("post_update", evidence("forward", "post_update"), 0);

        CommandResult result = resumed();

        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(result.message()).contains("may not be run twice");
        assertThat(application.resolve("current/version")).hasContent("1");
        assertThat(device.services.restarted).containsExactly("app", "web");
        assertThat(effects).doesNotExist();
    }

    @Test
    void restartsWhenTheRestartWasInterrupted() throws Exception {
        workspace.switchTo(forward());
        interrupted("restart", evidence("forward", "restart"), 0);

        CommandResult result = resumed();

        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(device.services.restarted).containsExactly("app", "web");
        assertThat(effects).doesNotExist();
    }

    @Test
    void watchesAgainWhenThatWasInterrupted() throws Exception {
        workspace.switchTo(forward());
        interrupted("health", evidence("forward", "health"), 0);

        CommandResult result = resumed();

        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(device.services.restarted).isEmpty();
        assertThat(application.resolve("current/version")).hasContent("2");
    }

    @Test
    void goesBackWhenItIsInterruptedASecondTime() throws Exception {
        workspace.switchTo(forward());
        interrupted("health", evidence("forward", "health"), 1);

        CommandResult result = resumed();

        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(result.message()).contains("interrupted twice");
        assertThat(application.resolve("current/version")).hasContent("1");
    }

    @Test
    void goesOnGoingBackBeforeTheLinkIsTurned() throws Exception {
        workspace.switchTo(forward());
        interrupted("rollback", evidence("back"), 0);

        CommandResult result = resumed();

        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(application.resolve("current/version")).hasContent("1");
    }

    @Test
    void goesOnGoingBackAfterTheLinkIsTurned() throws Exception {
        workspace.switchTo(forward());
        linkTo(first);
        interrupted("rollback", evidence("back"), 0);

        CommandResult result = resumed();

        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(device.services.restarted).containsExactly("app", "web");
        assertThat(effects).doesNotExist();
    }

    @Test
    void goesBackToTheReleaseThatIsThereThoughItIsNotKnownToHaveProvedItself() throws Exception {
        Files.writeString(application.resolve("current/built"), "by the program");
        workspace.switchTo(forward());
        Files.delete(application.resolve("history"));
        interrupted("rollback", evidence("back"), 0);

        CommandResult result = resumed();

        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(application.resolve("current/built")).hasContent("by the program");
        assertThat(effects).doesNotExist();
    }

    @Test
    void runsTheProgramOnTheWayBackWhereTheReleaseHadToBeMade() throws Exception {
        workspace.switchTo(forward());
        Files.move(application.resolve("releases/" + first), folder.resolve("gone"));
        interrupted("rollback", evidence("back"), 0);

        CommandResult result = resumed();

        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(application.resolve("current/version")).hasContent("1");
        assertThat(Files.readAllLines(effects)).containsExactly("1");
    }

    @Test
    void runsTheProgramAlsoWhereItWasInterruptedAfterTheReleaseWasMade() throws Exception {
        workspace.switchTo(forward());
        Files.move(application.resolve("releases/" + first), folder.resolve("gone"));
        workspace.restore(new Transition(ID, second, first), Optional.empty());
        interrupted("rollback", evidence("back"), 0);

        CommandResult result = resumed();

        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(Files.readAllLines(effects)).containsExactly("1");
    }

    @Test
    void goesBackWithoutNetworkOrHistory() throws Exception {
        workspace.switchTo(forward());
        Files.move(repositories.remote, folder.resolve("gone.git"));
        Files.move(application.resolve("repository/objects"), folder.resolve("gone-objects"));
        Files.createDirectory(application.resolve("repository/objects"));

        workspace.restore(new Transition(ID, second, first), Optional.empty());

        assertThat(application.resolve("current/version")).hasContent("1");
    }

    @Test
    void saysMayHaveRunWhenSomebodyLinkedElsewhere() throws Exception {
        workspace.switchTo(forward());
        String third = repositories.commit("version", "3");
        Files.createDirectory(application.resolve("releases").resolve(third));
        linkTo(third);
        interrupted("switch", evidence("forward"), 0);

        CommandResult result = resumed();

        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message()).startsWith("may have run: ");
        assertThat(device.services.restarted).isEmpty();
    }

    @Test
    void finishesTheFirstUpdateOfAllToo() throws Exception {
        Files.delete(application.resolve("current"));
        Map<String, String> evidence = evidence("forward");
        evidence.put("from_commit", Checkout.NO_COMMIT);
        interrupted("switch", evidence, 0);

        CommandResult result = resumed();

        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(application.resolve("current/version")).hasContent("2");
    }

    private void prepare() throws Exception {
        workspace.prepare(SETUP, new Target.Branch("main"), false, Progress.NONE, new Cancellation());
    }

    private Transition forward() {
        return new Transition(ID, first, second);
    }

    private void linkTo(String commit) throws IOException {
        Path current = application.resolve("current");
        Files.delete(current);
        Files.createSymbolicLink(current, Path.of("releases", commit));
    }

    private CommandResult resumed() throws Exception {
        device.start();
        return device.result();
    }

    private Map<String, String> evidence(String direction) {
        return new HashMap<>(Map.of("from_commit", first, "to_commit", second, "direction", direction));
    }

    private Map<String, String> evidence(String direction, String step) {
        Map<String, String> evidence = evidence(direction);
        evidence.put("step", step);
        return evidence;
    }

    private void interrupted(String phase, Map<String, String> evidence, int resumptions) throws Exception {
        Journal journal = device.journal();
        journal.receive(
                ID,
                Optional.of(MessageCodec.encode(new Update(ID, Optional.empty(), Optional.empty(), Optional.empty()))));
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
