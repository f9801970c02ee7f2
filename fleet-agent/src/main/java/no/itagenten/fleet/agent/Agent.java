package no.itagenten.fleet.agent;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import no.itagenten.fleet.agent.bundle.BundleAcks;
import no.itagenten.fleet.agent.bundle.BundleContents;
import no.itagenten.fleet.agent.config.AgentConfig;
import no.itagenten.fleet.agent.config.AgentConfig.LogFile;
import no.itagenten.fleet.agent.config.ConfigException;
import no.itagenten.fleet.agent.config.ConfigLoader;
import no.itagenten.fleet.agent.config.ServicesConfig.Manager;
import no.itagenten.fleet.agent.connection.Connection;
import no.itagenten.fleet.agent.connection.KnownTime;
import no.itagenten.fleet.agent.connection.Ticker;
import no.itagenten.fleet.agent.connection.TrustedHttp;
import no.itagenten.fleet.agent.file.AtomicFile;
import no.itagenten.fleet.agent.file.StateLock;
import no.itagenten.fleet.agent.gate.Gate;
import no.itagenten.fleet.agent.gate.PolicyStore;
import no.itagenten.fleet.agent.handler.BlockedCommits;
import no.itagenten.fleet.agent.handler.CommandExecutor;
import no.itagenten.fleet.agent.handler.Commands;
import no.itagenten.fleet.agent.handler.ServerContact;
import no.itagenten.fleet.agent.identity.Credential;
import no.itagenten.fleet.agent.identity.Enroller;
import no.itagenten.fleet.agent.identity.KeyAcks;
import no.itagenten.fleet.agent.journal.Journal;
import no.itagenten.fleet.agent.log.LogShipper;
import no.itagenten.fleet.agent.probe.AddressProbe;
import no.itagenten.fleet.agent.probe.ApplicationVersion;
import no.itagenten.fleet.agent.probe.DiskProbe;
import no.itagenten.fleet.agent.probe.FactsProbe;
import no.itagenten.fleet.agent.probe.FactsWatch;
import no.itagenten.fleet.agent.probe.LocalAddress;
import no.itagenten.fleet.agent.probe.MachineProbe;
import no.itagenten.fleet.agent.probe.MetricsProbe;
import no.itagenten.fleet.agent.probe.OshiMachine;
import no.itagenten.fleet.agent.probe.Thermal;
import no.itagenten.fleet.agent.process.LocalProcesses;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.service.ProcessServices;
import no.itagenten.fleet.agent.service.ServiceManager;
import no.itagenten.fleet.agent.service.SystemdNotifier;
import no.itagenten.fleet.agent.service.SystemdServices;
import no.itagenten.fleet.agent.settings.SettingsStore;
import no.itagenten.fleet.agent.upgrade.ReleaseDownload;
import no.itagenten.fleet.agent.upgrade.SelfUpgrade;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole agent, put together here and nowhere else. {@link #start} once, {@link #close} once. */
public final class Agent implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final Path ROOT = Path.of("/");

    private final StateLock lock;
    private final ServiceManager services;
    private final CommandExecutor commands;
    private final StatusReporter status;
    private final LogShipper logs;
    private final Connection connection;
    private final Watchdog watchdog;
    private final StatusLine line;

    /** @throws IOException if the state folder, the key or the journal cannot be used; the message is for an operator */
    public Agent(AgentConfig config, Map<String, String> environment) throws IOException {
        Path stateDir = config.stateDir();
        AtomicFile.createFolder(stateDir);
        lock = StateLock.acquire(stateDir);
        Credential credential = Credential.load(stateDir.resolve("identity"), config.deviceId());
        Journal journal = Journal.open(stateDir.resolve("journal"), Clock.systemUTC());
        SettingsStore settings = new SettingsStore(
                stateDir.resolve("settings.json"), config.deviceId(), config.heartbeatInterval(), logSources(config));
        settings.load();
        SystemdNotifier systemd = new SystemdNotifier(environment);
        line = new StatusLine(
                config.server().connection(config.deviceId()).toString().replaceFirst("\\?.*", ""),
                config.deviceId(),
                systemd::status);
        ProcessRunner processes = new LocalProcesses();
        services = services(config, processes, environment);
        FactsProbe machine = new FactsProbe(ROOT);
        Optional<String> bootId = machine.bootId();
        FactsWatch facts = new FactsWatch(
                machine,
                new DiskProbe(ROOT),
                AddressProbe.ofThisMachine(),
                System.getProperty("os.arch", "unknown"),
                System::nanoTime);
        ApplicationVersion version =
                ApplicationVersion.of(config.application(), Optional.of(stateDir.resolve("version")));
        BlockedCommits blocked = new BlockedCommits(stateDir.resolve("blocked-commits.json"), Clock.systemUTC());
        PolicyStore policies = new PolicyStore(stateDir.resolve("policy.json"));
        Gate gate = Gate.of(config.busy(), policies, processes, Clock.systemUTC());
        BundleAcks bundleAcks = new BundleAcks();
        ReleaseDownload download = new ReleaseDownload(config.deviceId(), this::send, System::nanoTime);
        SelfUpgrade upgrade = SelfUpgrade.onSystemd(
                stateDir,
                Optional.ofNullable(environment.get("INVOCATION_ID")),
                () -> allowsDowngrade(config.file(), environment),
                processes,
                download,
                Agent::end);
        KeyAcks keyAcks = new KeyAcks();
        commands = Commands.assemble(
                config,
                journal,
                services,
                processes,
                version,
                bootId.orElse("unknown"),
                this::send,
                blocked,
                contact(),
                gate,
                new BundleContents(config, journal, services, facts, version),
                bundleAcks,
                upgrade,
                credential,
                keyAcks,
                line::running);
        status = new StatusReporter(
                config.deviceId(),
                () -> new MetricsProbe(new OshiMachine(), new Thermal(ROOT), stateDir),
                facts,
                new LocalAddress(config.server().host(), config.server().port()),
                version,
                services,
                config.services().names(),
                blocked::all,
                gate,
                this::send);
        logs = new LogShipper(
                config.deviceId(),
                settings,
                config.logFiles(),
                config.closedToLogs(),
                config.journalUnits(),
                stateDir.resolve("logs.json"),
                this::send);
        KnownTime time =
                KnownTime.load(stateDir.resolve("known-time"), Clock.systemUTC(), Ticker.SYSTEM, Protocol.buildTime());
        HttpClient http = TrustedHttp.client(config.caFile(), time);
        connection = new Connection(
                config.deviceId(),
                http,
                config.server().connection(config.deviceId()),
                credential,
                config.enrollmentToken()
                        .map(token -> new Enroller(http, config.server().enrollment(), config.deviceId(), token)),
                new ServerDialogue(
                        config.deviceId(),
                        bootId,
                        new MachineProbe(ROOT),
                        facts,
                        settings,
                        policies,
                        commands,
                        status,
                        logs,
                        bundleAcks,
                        keyAcks,
                        line,
                        upgrade,
                        download,
                        time,
                        this::send,
                        Clock.systemUTC()),
                Ticker.SYSTEM,
                () -> ThreadLocalRandom.current().nextDouble());
        watchdog = new Watchdog(systemd, () -> connection.isRunning() && commands.isRunning() && logs.isRunning());
    }

    public void start() {
        logs.start(); // before the services, so that their first lines are not missed
        if (services instanceof ProcessServices own) {
            own.start();
        }
        commands.start();
        status.prepare();
        line.online(false);
        connection.start();
        watchdog.start();
        LOG.info("Started");
    }

    /** Stops in order; returns within five seconds. */
    @Override
    public void close() {
        watchdog.close();
        connection.close();
        commands.close();
        status.close();
        logs.close();
        services.close();
        lock.close();
        LOG.info("Stopped");
    }

    /** Ends the process in order, as SIGTERM would; systemd starts it again. Not on the caller's thread, which has to end too. */
    private static void end() {
        LOG.info("Ending, for the agent that is in place now");
        new Thread(() -> System.exit(0), "end").start();
    }

    /** As the file says now: root's part of an upgrade reads it anew too, and is the one that says what is wrong with it. */
    private static boolean allowsDowngrade(Path configFile, Map<String, String> environment) {
        try {
            return new ConfigLoader(ROOT, environment).loadUpgrade(configFile).allowDowngrade();
        } catch (ConfigException e) {
            return true;
        }
    }

    /** The connection is made after what looks through this. */
    private ServerContact contact() {
        return new ServerContact() {
            @Override
            public long framesHeard() {
                Connection current = connection;
                return current == null ? 0 : current.framesHeard();
            }

            @Override
            public void ask() {
                Connection current = connection;
                if (current != null) {
                    current.ask();
                }
            }

            @Override
            public void reconnect() {
                Connection current = connection;
                if (current != null) {
                    current.reconnect();
                }
            }
        };
    }

    private void send(DeviceMessage message) {
        Connection current = connection;
        if (current != null) {
            current.send(message);
        }
    }

    private static ServiceManager services(AgentConfig config, ProcessRunner processes, Map<String, String> environment)
            throws IOException {
        return config.services().manager() == Manager.SYSTEMD
                ? new SystemdServices(processes)
                : new ProcessServices(config.services(), config.stateDir(), ROOT, environment);
    }

    private static List<String> logSources(AgentConfig config) {
        List<String> names =
                new ArrayList<>(config.logFiles().stream().map(LogFile::name).toList());
        names.addAll(config.journalUnits());
        return names;
    }
}
