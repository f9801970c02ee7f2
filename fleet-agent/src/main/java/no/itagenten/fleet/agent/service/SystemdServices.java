package no.itagenten.fleet.agent.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessRunner;

/** Services that systemd runs, by way of systemctl(1). Stateless and safe for any thread. */
public final class SystemdServices implements ServiceManager {

    /** More than the 90 s that systemd gives a service to stop by default. */
    private static final Duration RESTART_TIMEOUT = Duration.ofMinutes(3);

    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(10);

    /** For systemctl and journalctl: plain output, in English. */
    public static final Map<String, String> ENVIRONMENT = Map.of(
            "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LC_ALL", "C",
            "SYSTEMD_PAGER", "",
            "SYSTEMD_COLORS", "0");

    private final ProcessRunner processes;

    public SystemdServices(ProcessRunner processes) {
        this.processes = processes;
    }

    @Override
    public List<ServiceState> states(List<String> names) throws ServiceException, InterruptedException {
        if (names.isEmpty()) {
            return List.of();
        }
        List<String> arguments = new ArrayList<>(List.of(
                "systemctl",
                "show",
                "--no-pager",
                "--property=ActiveState,SubState,InvocationID,MainPID,NRestarts",
                "--"));
        arguments.addAll(names);
        ProcessOutcome outcome = run(arguments, QUERY_TIMEOUT);
        if (!outcome.succeeded()) {
            throw new ServiceException("systemctl show " + outcome.describe() + ": "
                    + outcome.output().strip());
        }
        return SystemdProperties.parse(names, outcome.output());
    }

    @Override
    public void restart(String name) throws ServiceException, InterruptedException {
        ProcessOutcome outcome = run(List.of("systemctl", "restart", "--no-ask-password", "--", name), RESTART_TIMEOUT);
        if (!outcome.succeeded()) {
            throw new ServiceException(
                    "systemctl restart " + name + " " + outcome.describe() + ": "
                            + outcome.output().strip(),
                    outcome.exitCode());
        }
    }

    @Override
    public String recentOutput(String name) throws InterruptedException {
        try {
            return run(
                            List.of(
                                    "journalctl",
                                    "--no-pager",
                                    "--quiet",
                                    "--lines=20",
                                    "--output=cat",
                                    "--unit=" + name),
                            QUERY_TIMEOUT)
                    .output();
        } catch (ServiceException e) {
            return "";
        }
    }

    @Override
    public void close() {
        // The services are systemd's: they go on.
    }

    private ProcessOutcome run(List<String> arguments, Duration timeout) throws ServiceException, InterruptedException {
        try {
            return processes.run(new CommandLine(arguments, Path.of("/"), ENVIRONMENT, timeout));
        } catch (IOException e) {
            throw new ServiceException(e.getMessage(), e);
        }
    }
}
