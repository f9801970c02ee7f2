package no.itagenten.fleet.agent.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import no.itagenten.fleet.agent.config.AgentConfig;
import no.itagenten.fleet.agent.config.AgentConfig.LogFile;
import no.itagenten.fleet.agent.config.ServicesConfig.Manager;
import no.itagenten.fleet.agent.journal.Journal;
import no.itagenten.fleet.agent.log.LogTail;
import no.itagenten.fleet.agent.probe.ApplicationVersion;
import no.itagenten.fleet.agent.probe.FactsWatch;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.LocalProcesses;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.service.ServiceException;
import no.itagenten.fleet.agent.service.ServiceManager;
import no.itagenten.fleet.agent.service.ServiceState;
import no.itagenten.fleet.agent.service.SystemdServices;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.json.WireJson;

/**
 * What goes into a support bundle: the device's own configuration, what the fleet set, the latest commands, facts, and the logs of the
 * agent, the kernel and the services on the device's own lists. Most telling first, for an archive that is full. Only reads.
 */
public final class BundleContents {

    private static final String OWN_UNIT = "r58-fleet-agent.service";
    private static final int LOG_LINES = 4000;
    private static final int COMMANDS = 50;
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(30);

    /** What Linux tells of the machine, and nobody need be asked for. */
    private static final List<Path> SYSTEM = List.of(
            Path.of("/etc/os-release"),
            Path.of("/proc/version"),
            Path.of("/proc/uptime"),
            Path.of("/proc/loadavg"),
            Path.of("/proc/meminfo"),
            Path.of("/proc/pressure/cpu"),
            Path.of("/proc/pressure/memory"),
            Path.of("/proc/pressure/io"),
            Path.of("/proc/mounts"),
            Path.of("/proc/net/dev"),
            Path.of("/proc/net/route"));

    private final AgentConfig config;
    private final Journal journal;
    private final ServiceManager services;
    private final FactsWatch facts;
    private final ApplicationVersion version;
    private final ProcessRunner processes = LocalProcesses.keeping(BundleArchive.MAX_FILE_BYTES);

    public BundleContents(
            AgentConfig config,
            Journal journal,
            ServiceManager services,
            FactsWatch facts,
            ApplicationVersion version) {
        this.config = config;
        this.journal = journal;
        this.services = services;
        this.facts = facts;
        this.version = version;
    }

    /**
     * Writes all of it, without secrets, into a file that is there whole or not at all.
     *
     * @throws StoppedException once that is asked for
     * @throws IOException if the disk does not take it
     */
    public Gathered write(Path archive, Instant now, Cancellation cancellation)
            throws IOException, InterruptedException, StoppedException {
        String introduction = "Support bundle of R58 Fleet: of each log the last " + LOG_LINES + " lines\n\n"
                + "Device       " + config.deviceId() + "\n"
                + "Gathered     " + now + "\n"
                + "Agent        " + Protocol.softwareVersion() + ", Java " + Runtime.version() + "\n"
                + "Application  " + version.current().orElse("unknown") + "\n";
        return new BundleArchive(new Redactor(knownSecrets()), now)
                .write(archive, introduction, entries(cancellation), cancellation::isRequested);
    }

    /** Some stand in configurations and logs under a name that does not give them away. */
    private List<String> knownSecrets() {
        List<String> secrets = new ArrayList<>();
        config.enrollmentToken().ifPresent(token -> {
            try {
                secrets.add(token.read());
            } catch (IOException e) {
                // it was used, and is gone
            }
        });
        return secrets;
    }

    private List<BundleEntry> entries(Cancellation cancellation) {
        List<BundleEntry> entries = new ArrayList<>();
        entries.add(file("config/agent.conf", config.file()));
        config.applicationFile().ifPresent(path -> entries.add(file("config/app.conf", path)));
        for (String name : List.of("settings.json", "policy.json", "blocked-commits.json")) {
            Path path = config.stateDir().resolve(name);
            if (Files.exists(path)) {
                entries.add(file("state/" + name, path));
            }
        }
        entries.add(new BundleEntry("facts.json", () -> Excerpt.whole(WireJson.encode(facts.latest()))));
        entries.add(new BundleEntry("services.txt", () -> Excerpt.whole(serviceStates())));
        entries.add(new BundleEntry("commands.jsonl", () -> Excerpt.whole(commands())));
        SYSTEM.stream()
                .filter(Files::exists)
                .forEach(path -> entries.add(file("system" + path.toString().replace("/proc", ""), path)));
        entries.addAll(logs(cancellation));
        return entries;
    }

    private List<BundleEntry> logs(Cancellation cancellation) {
        List<BundleEntry> logs = new ArrayList<>();
        boolean systemd = config.services().manager() == Manager.SYSTEMD;
        Set<String> units = new LinkedHashSet<>();
        if (systemd) {
            units.add(OWN_UNIT);
            units.addAll(config.services().names());
        }
        units.addAll(config.journalUnits());
        for (String unit : units) {
            logs.add(new BundleEntry(
                    "logs/" + fileName(unit) + ".log", () -> journalctl("--unit=" + unit, cancellation)));
        }
        if (!systemd) {
            for (String name : config.services().names()) {
                logs.add(new BundleEntry(
                        "logs/" + fileName(name) + ".log", () -> Excerpt.whole(services.recentOutput(name))));
            }
        }
        for (LogFile log : config.logFiles()) {
            logs.add(new BundleEntry("logs/" + fileName(log.name()) + ".file.log", () -> end(log)));
        }
        if (systemd) {
            logs.add(new BundleEntry("logs/kernel.log", () -> journalctl("--dmesg", cancellation)));
        }
        return logs;
    }

    private Excerpt journalctl(String selection, Cancellation cancellation) throws IOException, InterruptedException {
        ProcessOutcome outcome = processes.run(
                new CommandLine(
                        List.of(
                                "journalctl",
                                "--no-pager",
                                "--quiet",
                                "--output=short-iso-precise",
                                "--lines=" + LOG_LINES,
                                selection),
                        Path.of("/"),
                        SystemdServices.ENVIRONMENT,
                        QUERY_TIMEOUT),
                cancellation);
        if (!outcome.succeeded()) {
            throw new IOException(
                    "journalctl " + outcome.describe() + ": " + outcome.output().strip());
        }
        return Excerpt.end(outcome.output(), outcome.truncated());
    }

    private Excerpt end(LogFile log) throws IOException {
        LogTail.Tail tail = LogTail.read(log.path(), config.closedToLogs(), BundleArchive.MAX_FILE_BYTES);
        return Excerpt.end(tail.text(), tail.cut());
    }

    private String serviceStates() throws IOException, InterruptedException {
        try {
            return services.states(config.services().names()).stream()
                    .map(state -> state.name() + ": " + state.describe() + since(state))
                    .collect(Collectors.joining("\n"));
        } catch (ServiceException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String since(ServiceState state) {
        return state.since().map(since -> ", since " + since).orElse("") + ", restarts: " + state.restarts();
    }

    private String commands() throws IOException {
        return journal.latest(COMMANDS).stream().map(WireJson::encode).collect(Collectors.joining("\n"));
    }

    private static BundleEntry file(String name, Path path) {
        return new BundleEntry(name, () -> Excerpt.whole(Files.readString(path, StandardCharsets.UTF_8)));
    }

    private static String fileName(String name) {
        return name.replaceAll("[^A-Za-z0-9._@-]", "_");
    }
}
