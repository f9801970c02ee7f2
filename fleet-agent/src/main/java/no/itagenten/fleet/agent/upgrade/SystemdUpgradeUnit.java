package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.service.ServiceException;
import no.itagenten.fleet.agent.service.SystemdServices;

/** The unit by way of systemctl(1), which polkit lets the agent's user start. */
final class SystemdUpgradeUnit implements UpgradeUnit {

    private static final String UNIT = "r58-fleet-agent-upgrade.service";

    private final Path root;
    private final ProcessRunner processes;
    private final SystemdServices systemd;

    /** @param root the file system's root */
    SystemdUpgradeUnit(Path root, ProcessRunner processes) {
        this.root = root;
        this.processes = processes;
        this.systemd = new SystemdServices(processes);
    }

    @Override
    public boolean isInstalled() {
        return Files.exists(root.resolve("etc/systemd/system").resolve(UNIT));
    }

    @Override
    public String runOnce(Duration within) throws ServiceException, InterruptedException {
        try {
            ProcessOutcome outcome = processes.run(new CommandLine(
                    List.of("systemctl", "start", "--no-ask-password", "--", UNIT),
                    Path.of("/"),
                    SystemdServices.ENVIRONMENT,
                    within));
            return outcome.succeeded()
                    ? ""
                    : "systemctl start " + UNIT + " " + outcome.describe() + ": "
                            + outcome.output().strip();
        } catch (IOException e) {
            throw new ServiceException(e.getMessage(), e);
        }
    }

    @Override
    public boolean isActive() throws ServiceException, InterruptedException {
        String active = systemd.state(UNIT).active();
        return !active.equals("inactive") && !active.equals("failed");
    }
}
