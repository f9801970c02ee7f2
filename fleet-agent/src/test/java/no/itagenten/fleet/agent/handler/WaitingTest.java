package no.itagenten.fleet.agent.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.agent.git.GitFixture;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandProgress;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.CommandTerms;
import no.itagenten.fleet.protocol.Reboot;
import no.itagenten.fleet.protocol.Restart;
import no.itagenten.fleet.protocol.Risk;
import no.itagenten.fleet.protocol.Update;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device that is on air is not disturbed, and what waits for it loses nothing. */
final class WaitingTest {

    private static final CommandId ID = new CommandId("c-1");

    @TempDir
    Path folder;

    private CommandsFixture device;

    @BeforeEach
    void onAir() throws Exception {
        device = CommandsFixture.withoutApplication(folder);
        Files.createFile(device.onAir);
    }

    @AfterEach
    void stop() {
        device.close();
    }

    private static Restart restart(CommandTerms terms) {
        return new Restart(ID, Optional.of("app"), Optional.of(terms));
    }

    private CommandProgress waiting() throws InterruptedException {
        CommandProgress progress = device.progress("busy");
        assertThat(progress.state()).isEqualTo(CommandState.WAITING);
        assertThat(progress.message().orElseThrow()).startsWith("on air: " + device.onAir + " exists since ");
        return progress;
    }

    @Test
    void aRestartWaitsAndThenRunsByItself() throws Exception {
        device.start().deliver(restart(CommandTerms.NONE));
        waiting();
        assertThat(device.services.restarted).isEmpty();

        Files.delete(device.onAir);

        assertThat(device.result().state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(device.services.restarted).containsExactly("app");
    }

    @Test
    void whatWaitsCanBeTakenBack() throws Exception {
        CommandExecutor commands = device.start();
        commands.deliver(restart(CommandTerms.NONE));
        waiting();

        commands.cancel(ID);

        assertThat(device.result().state()).isEqualTo(CommandState.CANCELED);
        assertThat(device.services.restarted).isEmpty();
    }

    @Test
    void whatWaitsTooLongExpires() throws Exception {
        device.start().deliver(restart(new CommandTerms(Optional.of(600L), Optional.empty(), Optional.empty())));
        waiting();

        device.passed.addAndGet(Duration.ofSeconds(601).toNanos());

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.EXPIRED);
        assertThat(result.message()).contains("on air: ").contains("never ran");
        assertThat(device.services.restarted).isEmpty();
    }

    @Test
    void theNextAgentWaitsOn() throws Exception {
        device.start().deliver(restart(CommandTerms.NONE));
        waiting();
        device.close();
        device.sent.clear();
        device.start();
        waiting();

        Files.delete(device.onAir);

        assertThat(device.result().state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(device.services.restarted).containsExactly("app");
    }

    @Test
    void whoAcceptsTheRiskIsNotKeptWaitingAndItIsRecorded() throws Exception {
        device.start()
                .deliver(restart(
                        new CommandTerms(Optional.empty(), Optional.empty(), Optional.of(List.of(Risk.ON_AIR)))));

        CommandResult result = device.result();

        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.details().orElseThrow().get("override")).startsWith("on air: ");
    }

    @Test
    void aRebootWaitsToo() throws Exception {
        device.reboot = List.of("/bin/sh", "-c", "touch " + folder.resolve("asked"));
        device.start().deliver(new Reboot(ID));

        waiting();

        assertThat(folder.resolve("asked")).doesNotExist();
    }

    @Test
    void anUpdateFetchesAndWaitsBeforeItSwitchesAlsoInTheNextAgent() throws Exception {
        // given
        GitFixture repositories = new GitFixture(folder);
        CommandsFixture updated = CommandsFixture.withApplication(folder, repositories, "/bin/sh", "-c", "true");
        device = updated;
        String first = repositories.head(repositories.device);
        String second = repositories.commit("version", "2");
        updated.start().deliver(new Update(ID, Optional.of("main"), Optional.empty(), Optional.empty()));
        assertThat(updated.progress("fetch").state()).isEqualTo(CommandState.RUNNING);
        waiting();
        assertThat(repositories.head(repositories.device)).isEqualTo(first);
        updated.close();
        updated.sent.clear();
        updated.start();
        waiting();

        // when
        Files.delete(updated.onAir);

        // then
        assertThat(updated.result().state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(repositories.head(repositories.device)).isEqualTo(second);
    }
}
