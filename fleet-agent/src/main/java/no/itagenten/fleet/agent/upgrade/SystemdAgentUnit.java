package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.util.Optional;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.service.ServiceException;
import no.itagenten.fleet.agent.service.SystemdServices;

/** By way of systemctl(1), as root. */
final class SystemdAgentUnit implements AgentUnit {

    private static final String UNIT = "r58-fleet-agent.service";
    private static final String GUARD = "r58-fleet-agent-guard.path";

    private final SystemdServices systemd;

    SystemdAgentUnit(ProcessRunner processes) {
        this.systemd = new SystemdServices(processes);
    }

    @Override
    public Optional<String> run() throws InterruptedException {
        try {
            return systemd.state(UNIT).run();
        } catch (ServiceException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isGuarded() throws InterruptedException {
        try {
            return systemd.state(GUARD).active().equals("active");
        } catch (ServiceException e) {
            return false;
        }
    }

    @Override
    public void restart() throws IOException, InterruptedException {
        try {
            systemd.restart(UNIT);
        } catch (ServiceException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
