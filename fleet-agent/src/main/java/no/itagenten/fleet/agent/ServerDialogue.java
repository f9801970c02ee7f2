package no.itagenten.fleet.agent;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import no.itagenten.fleet.agent.bundle.BundleAcks;
import no.itagenten.fleet.agent.connection.KnownTime;
import no.itagenten.fleet.agent.connection.SessionHandler;
import no.itagenten.fleet.agent.gate.PolicyStore;
import no.itagenten.fleet.agent.handler.CommandExecutor;
import no.itagenten.fleet.agent.identity.KeyAcks;
import no.itagenten.fleet.agent.log.LogShipper;
import no.itagenten.fleet.agent.probe.FactsWatch;
import no.itagenten.fleet.agent.probe.MachineProbe;
import no.itagenten.fleet.agent.settings.SettingsStore;
import no.itagenten.fleet.agent.upgrade.ReleaseDownload;
import no.itagenten.fleet.agent.upgrade.SelfUpgrade;
import no.itagenten.fleet.protocol.BundleAck;
import no.itagenten.fleet.protocol.Cancel;
import no.itagenten.fleet.protocol.Configure;
import no.itagenten.fleet.protocol.DeviceCommand;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.Heartbeat;
import no.itagenten.fleet.protocol.Hello;
import no.itagenten.fleet.protocol.KeyAck;
import no.itagenten.fleet.protocol.LogsAck;
import no.itagenten.fleet.protocol.Policy;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.ReleasePart;
import no.itagenten.fleet.protocol.ResultAck;
import no.itagenten.fleet.protocol.ServerError;
import no.itagenten.fleet.protocol.ServerMessage;
import no.itagenten.fleet.protocol.Welcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the agent says and does on a connection: takes each message to the part that it concerns. */
final class ServerDialogue implements SessionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ServerDialogue.class);

    /** The code of the error that says: well understood, but not stored. */
    private static final String BUSY = "busy";

    private final DeviceId device;
    private final Optional<String> bootId;
    private final MachineProbe machine;
    private final FactsWatch facts;
    private final SettingsStore settings;
    private final PolicyStore policies;
    private final CommandExecutor commands;
    private final StatusReporter status;
    private final LogShipper logs;
    private final BundleAcks bundleAcks;
    private final KeyAcks keyAcks;
    private final StatusLine line;
    private final SelfUpgrade upgrade;
    private final ReleaseDownload download;
    private final KnownTime time;
    private final Consumer<DeviceMessage> uplink;
    private final Clock clock;
    private volatile boolean notStored;

    ServerDialogue(
            DeviceId device,
            Optional<String> bootId,
            MachineProbe machine,
            FactsWatch facts,
            SettingsStore settings,
            PolicyStore policies,
            CommandExecutor commands,
            StatusReporter status,
            LogShipper logs,
            BundleAcks bundleAcks,
            KeyAcks keyAcks,
            StatusLine line,
            SelfUpgrade upgrade,
            ReleaseDownload download,
            KnownTime time,
            Consumer<DeviceMessage> uplink,
            Clock clock) {
        this.device = device;
        this.bootId = bootId;
        this.machine = machine;
        this.facts = facts;
        this.settings = settings;
        this.policies = policies;
        this.commands = commands;
        this.status = status;
        this.logs = logs;
        this.bundleAcks = bundleAcks;
        this.keyAcks = keyAcks;
        this.line = line;
        this.upgrade = upgrade;
        this.download = download;
        this.time = time;
        this.uplink = uplink;
        this.clock = clock;
    }

    @Override
    public Hello hello() {
        return new Hello(
                device,
                Protocol.VERSION,
                Protocol.softwareVersion(),
                bootId,
                Optional.of(clock.instant()),
                Optional.of(settings.revision()),
                Optional.of(facts.known()),
                machine.machineId(),
                machine.hardwareId());
    }

    @Override
    public void welcomed(Welcome welcome) {
        LOG.info("The server took us in: version {}", welcome.serverVersion());
        line.online(true);
        upgrade.connected();
        time.told(welcome.timestamp());
        tellAll();
        logs.connected();
    }

    private void tellAll() {
        notStored = false;
        uplink.accept(settings.report());
        commands.retell();
    }

    @Override
    public void received(ServerMessage message) {
        if (message instanceof DeviceCommand command) {
            commands.deliver(command);
        } else if (message instanceof Cancel cancel) {
            commands.cancel(cancel);
        } else if (message instanceof ResultAck ack) {
            commands.resultStored(ack.commandId());
        } else if (message instanceof Configure desired) {
            uplink.accept(settings.apply(desired));
        } else if (message instanceof Policy policy) {
            policies.apply(policy);
            status.request(); // so that whoever changed it sees that it is in force
        } else if (message instanceof ReleasePart part) {
            download.received(part);
        } else if (message instanceof LogsAck ack) {
            logs.stored(ack);
        } else if (message instanceof BundleAck ack) {
            bundleAcks.put(ack);
        } else if (message instanceof KeyAck ack) {
            keyAcks.put(ack);
        } else if (message instanceof ServerError error && error.code().equals(BUSY)) {
            LOG.warn("The server could not store a message, which is sent again: {}", error.message());
            notStored = true; // the next heartbeat is time enough for a server that has too much to do
        } else if (message instanceof ServerError error) {
            LOG.warn("The server could not make sense of a message ({}): {}", error.code(), error.message());
        }
    }

    @Override
    public DeviceMessage heartbeat() {
        time.goesOn();
        status.request();
        if (notStored) {
            tellAll();
        }
        return new Heartbeat(device, Optional.of(clock.instant()));
    }

    @Override
    public Duration heartbeatInterval() {
        return settings.current().heartbeatInterval();
    }

    @Override
    public void refused(boolean pending) {
        line.pending(pending);
    }

    @Override
    public void disconnected() {
        upgrade.disconnected();
        logs.disconnected();
        line.online(false);
    }
}
