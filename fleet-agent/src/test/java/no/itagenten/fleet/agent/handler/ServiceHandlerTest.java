package no.itagenten.fleet.agent.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.CommandTerms;
import no.itagenten.fleet.protocol.ServiceAction;
import no.itagenten.fleet.protocol.ServiceCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting, stopping and looking at one service of the list. */
final class ServiceHandlerTest {

    @TempDir
    Path folder;

    private CommandsFixture device;

    @BeforeEach
    void aDevice() {
        device = CommandsFixture.withoutApplication(folder);
    }

    @AfterEach
    void stop() {
        device.close();
    }

    private static ServiceCommand command(ServiceAction action, String service) {
        return new ServiceCommand(new CommandId("c-1"), service, action, Optional.of(CommandTerms.NONE));
    }

    private CommandResult ask(ServiceAction action, String service) throws Exception {
        device.start().deliver(command(action, service));
        return device.result();
    }

    @Test
    void stopsWhatRuns() throws Exception {
        CommandResult result = ask(ServiceAction.STOP, "app");

        assertThat(result.state()).as(result.message()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.message()).isEqualTo("stopped app");
        assertThat(result.details().orElseThrow()).containsEntry("active_state", "inactive");
    }

    @Test
    void startsWhatDoesNotRun() throws Exception {
        device.services.is("app", "inactive");

        CommandResult result = ask(ServiceAction.START, "app");

        assertThat(result.state()).as(result.message()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.details().orElseThrow()).containsEntry("active_state", "active");
    }

    @Test
    void touchesNothingWhereItIsSoAlready() throws Exception {
        CommandResult result = ask(ServiceAction.START, "app");

        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.message()).contains("already; nothing was touched");
        assertThat(device.services.run("app")).isEqualTo("run-0");
    }

    @Test
    void tellsHowItIsAndWhatItWroteLast() throws Exception {
        CommandResult result = ask(ServiceAction.STATUS, "app");

        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.details().orElseThrow())
                .containsEntry("active_state", "active")
                .containsEntry("pid", "42");
        assertThat(result.output()).contains("the last words of app");
    }

    @Test
    void tellsAndTouchesNothingThatIsNotOnTheList() throws Exception {
        CommandResult result = ask(ServiceAction.STATUS, "ssh");

        assertThat(result.state()).isEqualTo(CommandState.REJECTED);
        assertThat(result.message()).contains("ssh").contains("app, web");
        assertThat(result.output()).isEmpty();
    }

    @Test
    void doesNotStopWhatIsOnAir() throws Exception {
        Files.createFile(device.onAir);
        device.start().deliver(command(ServiceAction.STOP, "app"));
        device.progress("busy");
        assertThat(device.services.states(List.of("app")).get(0).isActive()).isTrue();

        Files.delete(device.onAir);

        assertThat(device.result().state()).isEqualTo(CommandState.SUCCEEDED);
    }

    @Test
    void startsAServiceAlthoughACheckIsBusyPerhapsBecauseItDoesNotRun() throws Exception {
        Files.createFile(device.onAir);
        device.services.is("app", "inactive");

        CommandResult result = ask(ServiceAction.START, "app");

        assertThat(result.state()).as(result.message()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.details().orElseThrow()).doesNotContainKey("override");
    }
}
