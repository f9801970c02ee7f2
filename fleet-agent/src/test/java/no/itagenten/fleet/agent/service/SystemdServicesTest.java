package no.itagenten.fleet.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessOutcome.Ending;
import no.itagenten.fleet.agent.process.ProcessRunner;
import org.junit.jupiter.api.Test;

class SystemdServicesTest {

    private final List<List<String>> started = new ArrayList<>();

    @Test
    void readsTheStatesInTheOrderAskedFor() throws Exception {
        SystemdServices systemd = answering(0, """
                NRestarts=3
                MainPID=812
                ActiveState=active
                SubState=running
                InvocationID=0123456789abcdef0123456789abcdef

                NRestarts=0
                MainPID=0
                ActiveState=failed
                SubState=failed
                InvocationID=
                """);

        List<ServiceState> states = systemd.states(List.of("app", "web.service"));

        assertThat(states.get(0))
                .isEqualTo(new ServiceState(
                        "app",
                        "active",
                        "running",
                        Optional.of("0123456789abcdef0123456789abcdef"),
                        Optional.of(812L),
                        3));
        assertThat(states.get(1).describe()).isEqualTo("failed (failed)");
        assertThat(states.get(1).pid()).isEmpty();
        assertThat(started.get(0)).endsWith("--", "app", "web.service");
    }

    @Test
    void refusesAnAnswerForOtherUnitsThanItAskedFor() {
        SystemdServices systemd = answering(0, "ActiveState=active\n");

        assertThatThrownBy(() -> systemd.states(List.of("a", "b"))).isInstanceOf(ServiceException.class);
    }

    @Test
    void restartsByNameAndNothingElse() throws Exception {
        answering(0, "").restart("app");

        assertThat(started.get(0)).containsExactly("systemctl", "restart", "--no-ask-password", "--", "app");
    }

    @Test
    void saysWhySystemctlFailed() {
        SystemdServices systemd = answering(5, "Unit app.service not found.\n");

        assertThatThrownBy(() -> systemd.restart("app"))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.exitCode()).hasValue(5))
                .hasMessage("systemctl restart app exited with 5: Unit app.service not found.");
    }

    private SystemdServices answering(int exitCode, String output) {
        return new SystemdServices(new ProcessRunner() {
            @Override
            public ProcessOutcome run(CommandLine command, Cancellation cancellation) {
                started.add(command.arguments());
                return new ProcessOutcome(Ending.EXITED, exitCode, output, false);
            }
        });
    }
}
