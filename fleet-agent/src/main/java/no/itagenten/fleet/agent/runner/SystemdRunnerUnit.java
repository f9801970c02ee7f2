package no.itagenten.fleet.agent.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import no.itagenten.fleet.agent.config.ConfigLoader;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.service.ServiceException;
import no.itagenten.fleet.agent.service.SystemdServices;

/** The unit by way of systemctl(1), which polkit lets the agent's user do with this unit. */
final class SystemdRunnerUnit implements RunnerUnit {

    private static final String UNIT = ConfigLoader.RUNNER_UNIT;
    private static final Duration STOP_WITHIN = Duration.ofMinutes(2);

    private final ProcessRunner processes;
    private final SystemdServices systemd;

    SystemdRunnerUnit(ProcessRunner processes, SystemdServices systemd) {
        this.processes = processes;
        this.systemd = systemd;
    }

    @Override
    public String runOnce(Duration within, Cancellation cancellation) throws ServiceException, InterruptedException {
        ProcessOutcome outcome = systemctl("start", within, cancellation);
        return outcome.succeeded() ? "" : "systemctl start " + UNIT + " " + describe(outcome);
    }

    @Override
    public void stop() throws ServiceException, InterruptedException {
        ProcessOutcome outcome = systemctl("stop", STOP_WITHIN, new Cancellation());
        if (!outcome.succeeded()) {
            throw new ServiceException("systemctl stop " + UNIT + " " + describe(outcome), outcome.exitCode());
        }
    }

    @Override
    public boolean isActive() throws ServiceException, InterruptedException {
        String active = systemd.state(UNIT).active();
        return !active.equals("inactive") && !active.equals("failed");
    }

    @Override
    public String recentOutput() throws InterruptedException {
        return systemd.recentOutput(UNIT);
    }

    private ProcessOutcome systemctl(String verb, Duration within, Cancellation cancellation)
            throws ServiceException, InterruptedException {
        try {
            return processes.run(
                    new CommandLine(
                            List.of("systemctl", verb, "--no-ask-password", "--", UNIT),
                            Path.of("/"),
                            SystemdServices.ENVIRONMENT,
                            within),
                    cancellation);
        } catch (IOException e) {
            throw new ServiceException(e.getMessage(), e);
        }
    }

    private static String describe(ProcessOutcome outcome) {
        return outcome.describe() + ": " + outcome.output().strip();
    }
}
