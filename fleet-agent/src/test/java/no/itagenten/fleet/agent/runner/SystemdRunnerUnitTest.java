package no.itagenten.fleet.agent.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessOutcome.Ending;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.service.ServiceException;
import no.itagenten.fleet.agent.service.SystemdServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemdRunnerUnitTest {

    private final List<List<String>> started = new ArrayList<>();

    @Test
    void startsTheOneUnitAndNothingElse() throws Exception {
        String failure = answering(0, "").runOnce(Duration.ofMinutes(1), new Cancellation());

        assertThat(failure).isEmpty();
        assertThat(started)
                .containsExactly(List.of("systemctl", "start", "--no-ask-password", "--", "r58-fleet-runner.service"));
    }

    @Test
    void saysWhyTheUnitDidNotEndWell() throws Exception {
        String failure = answering(1, "Job for r58-fleet-runner.service failed.\n")
                .runOnce(Duration.ofMinutes(1), new Cancellation());

        assertThat(failure)
                .isEqualTo("systemctl start r58-fleet-runner.service exited with 1: "
                        + "Job for r58-fleet-runner.service failed.");
    }

    @Test
    void saysThatTheUnitCannotBeStopped() {
        RunnerUnit unit = answering(4, "Access denied\n");

        assertThatThrownBy(unit::stop)
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.exitCode()).hasValue(4))
                .hasMessage("systemctl stop r58-fleet-runner.service exited with 4: Access denied");
    }

    @ParameterizedTest
    @CsvSource({"activating,true", "active,true", "deactivating,true", "inactive,false", "failed,false"})
    void isActiveUntilAllOfItHasEnded(String state, boolean active) throws Exception {
        RunnerUnit unit = answering(0, "ActiveState=" + state + "\nSubState=x\n");

        assertThat(unit.isActive()).isEqualTo(active);
    }

    private RunnerUnit answering(int exitCode, String output) {
        ProcessRunner processes = answers(command -> new ProcessOutcome(Ending.EXITED, exitCode, output, false));
        return new SystemdRunnerUnit(processes, new SystemdServices(processes));
    }

    private ProcessRunner answers(Function<List<String>, ProcessOutcome> answer) {
        return new ProcessRunner() {
            @Override
            public ProcessOutcome run(CommandLine command, Cancellation cancellation) {
                started.add(command.arguments());
                return answer.apply(command.arguments());
            }
        };
    }
}
