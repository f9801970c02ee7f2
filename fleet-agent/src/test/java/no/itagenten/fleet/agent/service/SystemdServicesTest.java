package no.itagenten.fleet.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
        answering(0, "ActiveState=active\n").restart("app");

        assertThat(started.get(started.size() - 1))
                .containsExactly("systemctl", "restart", "--no-ask-password", "--", "app");
    }

    @Test
    void restartsThoughItCannotAskForTheStateBefore() throws Exception {
        SystemdServices systemd = new SystemdServices(
                answers(command -> command.contains("restart") ? exited(0, "") : exited(1, "Connection timed out\n")));

        systemd.restart("app");

        assertThat(started.get(started.size() - 1)).contains("restart", "app");
    }

    @Test
    void saysWhySystemctlFailed() {
        SystemdServices systemd = new SystemdServices(answers(command -> command.contains("restart")
                ? exited(5, "Unit app.service not found.\n")
                : exited(0, "ActiveState=active\n")));

        assertThatThrownBy(() -> systemd.restart("app"))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.exitCode()).hasValue(5))
                .hasMessage("systemctl restart app exited with 5: Unit app.service not found.");
    }

    @Test
    void reportsOfTheRunsSinceTheRestartOnly() throws Exception {
        SystemdServices systemd = new SystemdServices(answers(command -> {
            if (command.contains("--show-cursor")) {
                return exited(0, "-- cursor: s=1;i=2\n");
            }
            if (command.contains("--cursor=s=1;i=2")) {
                return exited(0, """
                        cut off","MESSAGE":"no"}
                        {"__CURSOR":"s=1;i=2","MESSAGE":"Start request of last week"}
                        {"MESSAGE":"the old one says goodbye","_SYSTEMD_INVOCATION_ID":"old"}
                        {"MESSAGE":"Stopped app","INVOCATION_ID":"old","_SYSTEMD_INVOCATION_ID":"init"}
                        {"MESSAGE":"no camera","_SYSTEMD_INVOCATION_ID":"first try"}
                        {"MESSAGE":[1,2],"_SYSTEMD_INVOCATION_ID":"first try"}
                        {"MESSAGE":"still no camera","_SYSTEMD_INVOCATION_ID":"second try"}
                        {"MESSAGE":"Failed with result","INVOCATION_ID":"second try","_SYSTEMD_INVOCATION_ID":"init"}
                        {"MESSAGE":"Start request repeated too quickly"}
                        """);
            }
            return exited(0, "ActiveState=active\nInvocationID=old\n");
        }));

        systemd.restart("app");

        assertThat(systemd.recentOutput("app"))
                .isEqualTo("no camera\nstill no camera\nFailed with result\nStart request repeated too quickly\n");
    }

    @Test
    void reportsOfTheLatestRunWhereItRestartedNothing() throws Exception {
        SystemdServices systemd = new SystemdServices(answers(command -> command.contains("--output=json")
                ? exited(0, """
                        {"MESSAGE":"last week","_SYSTEMD_INVOCATION_ID":"old"}
                        {"MESSAGE":"today","_SYSTEMD_INVOCATION_ID":"new"}
                        """)
                : exited(0, "ActiveState=failed\nInvocationID=new\n")));

        assertThat(systemd.recentOutput("app")).isEqualTo("today\n");
    }

    @Test
    void keepsTheEndOfALongReport() throws Exception {
        String line = "{\"MESSAGE\":\"" + "x".repeat(2000) + "\",\"_SYSTEMD_INVOCATION_ID\":\"new\"}\n";
        SystemdServices systemd = new SystemdServices(answers(command -> command.contains("--output=json")
                ? exited(0, line.repeat(30) + line.replace("xxx\"", "end\""))
                : exited(0, "ActiveState=failed\nInvocationID=new\n")));

        String report = systemd.recentOutput("app");

        assertThat(report).endsWith("end\n").hasSizeLessThanOrEqualTo(8 * 1024);
        assertThat(report.lines()).hasSizeLessThanOrEqualTo(20);
    }

    private SystemdServices answering(int exitCode, String output) {
        return new SystemdServices(answers(command -> exited(exitCode, output)));
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

    private static ProcessOutcome exited(int exitCode, String output) {
        return new ProcessOutcome(Ending.EXITED, exitCode, output, false);
    }
}
