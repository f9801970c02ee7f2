package no.itagenten.fleet.fleetd.session;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import no.itagenten.fleet.fleetd.bundle.Bundles;
import no.itagenten.fleet.fleetd.command.CommandService;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.enrollment.MachineWatch;
import no.itagenten.fleet.fleetd.fleet.KeyRotation;
import no.itagenten.fleet.fleetd.log.LogService;
import no.itagenten.fleet.fleetd.metric.MetricService;
import no.itagenten.fleet.fleetd.policy.Policies;
import no.itagenten.fleet.fleetd.release.AgentReleases;
import no.itagenten.fleet.protocol.BundleChunk;
import no.itagenten.fleet.protocol.CommandAck;
import no.itagenten.fleet.protocol.CommandProgress;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.ConfigReport;
import no.itagenten.fleet.protocol.DeviceError;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.FetchRelease;
import no.itagenten.fleet.protocol.Heartbeat;
import no.itagenten.fleet.protocol.Hello;
import no.itagenten.fleet.protocol.LogBatch;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.LogLine;
import no.itagenten.fleet.protocol.LogsAck;
import no.itagenten.fleet.protocol.NewKey;
import no.itagenten.fleet.protocol.Policy;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.SingleLog;
import no.itagenten.fleet.protocol.Status;
import no.itagenten.fleet.protocol.Welcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each message of a device to where it belongs. A route answers with a future: until it completes, the session's next
 * message waits, so that a device is read no faster than the disk takes what it sends.
 */
final class MessageRouter {

    private static final Logger log = LoggerFactory.getLogger(MessageRouter.class);
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final Map<Class<? extends DeviceMessage>, Route<?>> routes;
    private final DeviceRegistry devices;
    private final Policies policies;
    private final CommandService commands;
    private final Bundles bundles;
    private final LogService logs;
    private final MetricService metrics;
    private final AgentReleases releases;
    private final MachineWatch machines;
    private final KeyRotation rotation;
    private final DeviceAudit audit;
    private final Clock clock;

    private record Route<M extends DeviceMessage>(
            Class<M> type, BiFunction<DeviceSession, M, CompletableFuture<?>> handler) {

        CompletableFuture<?> handle(DeviceSession session, DeviceMessage message) {
            return handler.apply(session, type.cast(message));
        }
    }

    MessageRouter(
            DeviceRegistry devices,
            Policies policies,
            CommandService commands,
            Bundles bundles,
            LogService logs,
            MetricService metrics,
            AgentReleases releases,
            MachineWatch machines,
            KeyRotation rotation,
            DeviceAudit audit,
            Clock clock) {
        this.devices = devices;
        this.policies = policies;
        this.commands = commands;
        this.bundles = bundles;
        this.logs = logs;
        this.metrics = metrics;
        this.releases = releases;
        this.machines = machines;
        this.rotation = rotation;
        this.audit = audit;
        this.clock = clock;
        this.routes = Map.ofEntries(
                route(Hello.class, this::hello),
                route(Heartbeat.class, (session, message) -> DONE), // that it came is all it says
                route(Status.class, this::status),
                route(SingleLog.class, (session, message) -> logs(session, List.of(message.line()))),
                route(LogBatch.class, this::logBatch),
                route(CommandAck.class, (session, message) -> commands.acknowledged(message)),
                route(CommandProgress.class, (session, message) -> commands.progressed(message)),
                route(CommandResult.class, (session, message) -> commands.ended(message)),
                route(ConfigReport.class, (session, message) -> devices.report(message)),
                route(BundleChunk.class, this::bundleChunk),
                route(FetchRelease.class, this::fetchRelease),
                route(NewKey.class, this::newKey),
                route(DeviceError.class, this::error));
    }

    private static <M extends DeviceMessage> Map.Entry<Class<? extends DeviceMessage>, Route<?>> route(
            Class<M> type, BiFunction<DeviceSession, M, CompletableFuture<?>> handler) {
        return Map.entry(type, new Route<>(type, handler));
    }

    /** Whether messages of this class have a route; for the test that all have. */
    boolean routes(Class<?> type) {
        return routes.containsKey(type);
    }

    CompletableFuture<?> route(DeviceSession session, DeviceMessage message) {
        devices.heard(session.device());
        if (!(message instanceof Hello)) {
            becomeFirstRelease(session);
        }
        return routes.get(message.getClass()).handle(session, message);
    }

    /** Several single lines in one write. */
    CompletableFuture<?> logs(DeviceSession session, List<LogLine> lines) {
        devices.heard(session.device());
        becomeFirstRelease(session);
        return logs.append(session.device(), lines);
    }

    /** A device named another one as the speaker: nothing is done but to note it, in its log too, where people look. */
    void spokeForAnother(DeviceSession session, DeviceId other) {
        audit.spokeForAnother(session, other);
        LogLine line = new LogLine(
                Optional.empty(),
                LogLevel.WARN,
                Optional.of("fleetd"),
                "this device spoke for the device " + other + ": refused");
        var unused = logs.append(session.device(), List.of(line)).exceptionally(failure -> {
            log.warn("That device {} spoke for another could not be noted: {}", session.device(), failure.getMessage());
            return null;
        });
    }

    /** If the device has not said hello it is taken for one of the first release, and gets what waits for it. */
    void becomeFirstRelease(DeviceSession session) {
        synchronized (session) {
            if (session.kind() != DeviceSession.Kind.UNKNOWN) {
                return;
            }
            session.kind(DeviceSession.Kind.FIRST_RELEASE);
        }
        log.info("Device {} speaks the protocol of the first release", session.device());
        commands.resume(session.device(), false);
    }

    private CompletableFuture<?> hello(DeviceSession session, Hello hello) {
        devices.report(hello);
        session.send(new Welcome(
                session.device(),
                Math.min(hello.protocol(), Protocol.VERSION),
                Protocol.softwareVersion(),
                clock.instant()));
        Policy policy = policies.of(devices.get(session.device()));
        session.send(policy);
        synchronized (session) { // from here on commands may be sent; the welcome and the policy come first
            session.kind(DeviceSession.Kind.AGENT);
        }
        policies.tellIfOther(session.device(), policy);
        session.send(devices.get(session.device()).config().message());
        commands.resume(session.device(), true);
        return session.proven() ? watch(session, hello) : DONE;
    }

    private CompletableFuture<?> watch(DeviceSession session, Hello hello) {
        boolean known = machines.duplicateOf(session.device()).isPresent(); // the machines take turns without end
        return known ? look(session, hello) : audit.watching(session, () -> look(session, hello));
    }

    private CompletableFuture<?> look(DeviceSession session, Hello hello) {
        return machines.seen(hello, session.address(), session.displaced());
    }

    private CompletableFuture<?> status(DeviceSession session, Status status) {
        devices.report(status);
        if (status.system().isPresent()) {
            metrics.reported(session.device());
        }
        return DONE;
    }

    private CompletableFuture<?> logBatch(DeviceSession session, LogBatch batch) {
        return logs.append(batch).thenRun(() -> session.send(new LogsAck(batch.stream(), batch.batch())));
    }

    private CompletableFuture<?> bundleChunk(DeviceSession session, BundleChunk chunk) {
        session.send(bundles.take(chunk));
        return DONE;
    }

    /** The device asks for the next part when it has this one: it takes them no faster than its line does. */
    private CompletableFuture<?> fetchRelease(DeviceSession session, FetchRelease wanted) {
        session.send(releases.part(wanted.version(), wanted.offset()));
        return DONE;
    }

    private CompletableFuture<?> newKey(DeviceSession session, NewKey offer) {
        return rotation.offered(offer).thenAccept(session::send);
    }

    private CompletableFuture<?> error(DeviceSession session, DeviceError error) {
        return logs(
                session,
                List.of(new LogLine(
                        Optional.empty(),
                        LogLevel.WARN,
                        Optional.of("fleet-agent"),
                        "the device did not understand a message: " + error.code() + ": " + error.message())));
    }
}
