package no.itagenten.fleet.agent.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.agent.upgrade.SelfUpgrade;
import no.itagenten.fleet.agent.upgrade.UpgradeFixture;
import no.itagenten.fleet.protocol.AgentUpdate;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentUpdateHandlerTest {

    private static final AgentUpdate TO_1_1 = new AgentUpdate(new CommandId("upgrade-1"), "1.1.0", Optional.empty());

    @TempDir
    Path folder;

    private UpgradeFixture root;
    private CommandsFixture device;

    @BeforeEach
    void aDevice() throws Exception {
        root = new UpgradeFixture(Files.createDirectories(folder.resolve("root")));
        device = CommandsFixture.withoutApplication(folder);
        device.upgrade = Optional.of(root.agent("1.0.0"));
    }

    @AfterEach
    void stop() {
        device.close();
    }

    @Test
    void endsTheAgentWhenTheNewOneIsInPlace() throws Exception {
        device.start().deliver(TO_1_1);

        device.progress("restart");

        await().until(() -> root.restarts() == 1);
    }

    @Test
    void hasSucceededWhenTheNewAgentWasTakenInAndTheGuardSaysSo() throws Exception {
        SelfUpgrade fresh = switched("1.1.0");
        device.progress("confirm");
        fresh.connected();
        root.aMinutePasses();

        root.guardLooks();

        CommandResult result = device.result();
        assertThat(result.state()).as(result.message()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.message()).isEqualTo("fleet-agent 1.1.0 replaced 1.0.0");
        assertThat(result.details().orElseThrow()).containsEntry("running_version", "1.1.0");
    }

    @Test
    void isRolledBackWhenThePreviousAgentIsBack() throws Exception {
        switched("1.1.0");
        device.progress("confirm");
        root.guardLooks();
        device.close();
        device.upgrade = Optional.of(root.agent("1.0.0"));

        device.start();

        CommandResult result = device.result();
        assertThat(result.state()).as(result.message()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(result.message()).contains("fleet-agent 1.0.0 is back in place of 1.1.0");
    }

    @Test
    void anAgentOnTrialSaysNothingBeforeItIsOver() throws Exception {
        switched("1.1.0");
        device.progress("confirm");

        device.close();

        assertThat(device.sent).noneMatch(CommandResult.class::isInstance);
    }

    @Test
    void waitsForTheTrialWhereTheStepWasCutShort() throws Exception {
        device.start().deliver(TO_1_1);
        device.progress("restart");
        device.close();
        root.losesTheReport();
        SelfUpgrade fresh = root.agent("1.1.0");
        device.upgrade = Optional.of(fresh);
        device.start();
        device.progress("confirm");
        fresh.connected();
        root.aMinutePasses();

        root.guardLooks();

        CommandResult result = device.result();
        assertThat(result.state()).as(result.message()).isEqualTo(CommandState.SUCCEEDED);
    }

    @Test
    void fetchesNothingThatRootWouldRefuse() throws Exception {
        device.upgrade = Optional.of(root.agent("1.2.0"));

        device.start().deliver(TO_1_1);

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message()).startsWith("nothing was touched: ").contains("is not newer");
    }

    @Test
    void saysSoWhereSomebodyReplacedTheProgramsSince() throws Exception {
        switched("1.0.0");

        CommandResult result = device.result();

        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message()).contains("runs in spite of the switch to 1.1.0");
    }

    @Test
    void isRejectedWhereNoKeyIsPinned() throws Exception {
        root.unpinKeys();

        device.start().deliver(TO_1_1);

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.REJECTED);
        assertThat(result.message()).contains("install.sh agent --release-key FILE");
    }

    @Test
    void failsUntouchedWhereRootRefuses() throws Exception {
        device.upgrade = Optional.of(root.agent("0.9.0"));

        device.start().deliver(new AgentUpdate(new CommandId("upgrade-2"), "1.0.9", Optional.empty()));

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message()).startsWith("nothing was touched: ");
    }

    @Test
    void touchesNothingWhereThatVersionRuns() throws Exception {
        device.upgrade = Optional.of(root.agent("1.1.0"));

        device.start().deliver(TO_1_1);

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.message()).contains("runs already");
    }

    @Test
    void aDeviceOnAirIsUpgradedAllTheSame() throws Exception {
        Files.createFile(device.onAir);

        device.start().deliver(TO_1_1);

        assertThat(device.progress("restart").commandId()).isEqualTo(TO_1_1.commandId());
    }

    /** The switch is made, and an agent of this version has been started after it. */
    private SelfUpgrade switched(String version) throws Exception {
        device.start().deliver(TO_1_1);
        device.progress("restart");
        device.close();
        SelfUpgrade fresh = root.agent(version);
        device.upgrade = Optional.of(fresh);
        device.start();
        return fresh;
    }
}
