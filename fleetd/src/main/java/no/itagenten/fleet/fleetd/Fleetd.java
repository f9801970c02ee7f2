package no.itagenten.fleet.fleetd;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import no.itagenten.fleet.fleetd.access.Access;
import no.itagenten.fleet.fleetd.access.AdminTokenFile;
import no.itagenten.fleet.fleetd.access.Reach;
import no.itagenten.fleet.fleetd.audit.AuditScope;
import no.itagenten.fleet.fleetd.audit.AuditTrail;
import no.itagenten.fleet.fleetd.bundle.Bundles;
import no.itagenten.fleet.fleetd.command.CommandService;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.enrollment.DeviceAuthenticator;
import no.itagenten.fleet.fleetd.enrollment.Enrollment;
import no.itagenten.fleet.fleetd.enrollment.MachineWatch;
import no.itagenten.fleet.fleetd.event.EventHub;
import no.itagenten.fleet.fleetd.fleet.DeviceChanges;
import no.itagenten.fleet.fleetd.fleet.DeviceViews;
import no.itagenten.fleet.fleetd.fleet.Fleet;
import no.itagenten.fleet.fleetd.fleet.KeyRotation;
import no.itagenten.fleet.fleetd.http.HttpServer;
import no.itagenten.fleet.fleetd.jwt.AccessTokens;
import no.itagenten.fleet.fleetd.jwt.SigningKeys;
import no.itagenten.fleet.fleetd.log.LogService;
import no.itagenten.fleet.fleetd.metric.MetricService;
import no.itagenten.fleet.fleetd.oidc.TrustedIssuers;
import no.itagenten.fleet.fleetd.policy.Policies;
import no.itagenten.fleet.fleetd.policy.PolicyViews;
import no.itagenten.fleet.fleetd.release.AgentReleases;
import no.itagenten.fleet.fleetd.secret.Secrets;
import no.itagenten.fleet.fleetd.session.DeviceConnections;
import no.itagenten.fleet.fleetd.session.DeviceEndpoint;
import no.itagenten.fleet.fleetd.session.Liveness;
import no.itagenten.fleet.fleetd.session.SessionRegistry;
import no.itagenten.fleet.fleetd.store.Database;
import no.itagenten.fleet.fleetd.store.SqlAccessStore;
import no.itagenten.fleet.fleetd.store.SqlAuditStore;
import no.itagenten.fleet.fleetd.store.SqlCommandStore;
import no.itagenten.fleet.fleetd.store.SqlDeviceStore;
import no.itagenten.fleet.fleetd.store.SqlEnrollmentStore;
import no.itagenten.fleet.fleetd.store.SqlLogStore;
import no.itagenten.fleet.fleetd.store.SqlMetricStore;
import no.itagenten.fleet.fleetd.store.SqlPolicyStore;
import no.itagenten.fleet.fleetd.store.StoreException;
import no.itagenten.fleet.fleetd.time.ClockJumps;
import no.itagenten.fleet.protocol.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon: puts all parts together, starts them in the order in which they need each other, and stops them in the other. The
 * one place that knows every room.
 */
public final class Fleetd implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Fleetd.class);
    private static final int WORKERS = 8;

    private final Database database;
    private final DeviceRegistry devices;
    private final Access access;
    private final AuditTrail audit;
    private final SessionRegistry sessions;
    private final HttpServer http;
    private final ExecutorService workers;
    private final ScheduledExecutorService timer;
    private final Optional<Path> newAdminToken;

    private Fleetd(
            Database database,
            DeviceRegistry devices,
            Access access,
            AuditTrail audit,
            SessionRegistry sessions,
            HttpServer http,
            ExecutorService workers,
            ScheduledExecutorService timer,
            Optional<Path> newAdminToken) {
        this.database = database;
        this.devices = devices;
        this.access = access;
        this.audit = audit;
        this.sessions = sessions;
        this.http = http;
        this.workers = workers;
        this.timer = timer;
        this.newAdminToken = newAdminToken;
    }

    /** Starts a daemon by the system's clocks. */
    public static Fleetd start(FleetdOptions options) throws StartupException {
        return start(options, Clock.systemUTC(), System::nanoTime);
    }

    /**
     * @param nanoTime the monotonic clock by which silence is judged
     * @throws StartupException if it cannot start; nothing is left running then
     */
    public static Fleetd start(FleetdOptions options, Clock clock, LongSupplier nanoTime) throws StartupException {
        Optional<ServedCertificate> tls = Optional.empty();
        if (options.tls().isPresent()) {
            tls = Optional.of(ServedCertificate.of(options.tls().get()));
        }
        Database database;
        try {
            database = Database.open(options.data());
        } catch (StoreException e) {
            throw new StartupException(e.getMessage(), e);
        }
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS, named("fleet-worker"));
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(named("fleet-timer"));
        try {
            return assemble(options, tls, database, workers, timer, clock, nanoTime);
        } catch (BindException e) {
            stopAll(database, workers, timer);
            throw new StartupException(
                    "cannot listen on " + hostAndPort(options.listen()) + " (" + e.getMessage()
                            + "); stop what uses it, or choose another address with --listen",
                    e);
        } catch (IOException e) {
            stopAll(database, workers, timer);
            throw new StartupException(e.getMessage() == null ? "cannot use " + options.data() : e.getMessage(), e);
        } catch (CompletionException | StoreException e) {
            stopAll(database, workers, timer);
            throw new StartupException(
                    "the database cannot be used: " + (e.getCause() == null ? e : e.getCause()).getMessage(), e);
        } catch (RuntimeException e) {
            stopAll(database, workers, timer);
            throw new StartupException("fleetd cannot start: " + e, e);
        }
    }

    private static Fleetd assemble(
            FleetdOptions options,
            Optional<ServedCertificate> tls,
            Database database,
            ExecutorService workers,
            ScheduledExecutorService timer,
            Clock clock,
            LongSupplier nanoTime)
            throws IOException {
        SessionRegistry sessions = new SessionRegistry();
        EventHub events = new EventHub(Secrets.next("", 8));
        DeviceRegistry devices =
                new DeviceRegistry(new SqlDeviceStore(database), sessions, clock, options.maxDevices());
        Policies policies = new Policies(new SqlPolicyStore(database), devices, sessions, clock);
        ClockJumps jumps = new ClockJumps(clock, nanoTime);
        CommandService commands =
                new CommandService(new SqlCommandStore(database), sessions, events, options.rules(), clock, jumps);
        Bundles bundles = new Bundles(options.data().resolve("bundles"), commands, jumps);
        LogService logs = new LogService(new SqlLogStore(database), options.retention(), clock, jumps);
        MetricService metrics = new MetricService(new SqlMetricStore(database), clock, jumps);
        SqlEnrollmentStore enrollments = new SqlEnrollmentStore(database);
        Enrollment enrollment = new Enrollment(enrollments, devices, clock);
        MachineWatch machines = new MachineWatch(enrollments, devices, clock);
        AgentReleases releases = new AgentReleases(options.data().resolve("agent-releases"), clock);
        String serverId = database.serverId();
        SigningKeys signingKeys = SigningKeys.open(options.data(), clock);
        AccessTokens accessTokens = new AccessTokens(signingKeys, options.issuer(serverId), serverId, clock);
        AuditTrail audit = new AuditTrail(new SqlAuditStore(database), clock, nanoTime);
        TrustedIssuers issuers = TrustedIssuers.NONE;
        if (options.trustedIssuers().isPresent()) {
            issuers = TrustedIssuers.read(
                    options.trustedIssuers().get(), options.publicUrl().map(URI::toString), clock, nanoTime);
        }
        Access access = new Access(new SqlAccessStore(database), accessTokens, issuers.rights(), clock);
        Reach reach = new Reach(access, devices, commands);
        DeviceViews views = new DeviceViews(devices, commands, policies, new PolicyViews(clock), machines);
        DeviceChanges changes = new DeviceChanges(views, events);
        devices.onChange(changes::note);
        DeviceEndpoint endpoint = DeviceConnections.endpoint(
                sessions,
                devices,
                policies,
                commands,
                bundles,
                logs,
                metrics,
                releases,
                enrollment,
                machines,
                new KeyRotation(serverId, commands, enrollment),
                new DeviceAuthenticator(serverId, enrollment, nanoTime),
                workers,
                timer,
                clock,
                nanoTime,
                options.openEnrollment(),
                audit);
        HttpServer http = new HttpServer(
                new HttpServer.Listening(
                        options.listen(),
                        tls.map(ServedCertificate::context),
                        options.publicOrigin(),
                        options.trustedProxies()),
                new HttpServer.Services(
                        database,
                        access,
                        signingKeys,
                        issuers,
                        reach,
                        audit,
                        new Fleet(devices, policies, commands, enrollment, machines, sessions),
                        views,
                        policies,
                        commands,
                        bundles,
                        logs,
                        metrics,
                        enrollment,
                        releases,
                        events,
                        endpoint,
                        serverId,
                        workers,
                        clock,
                        nanoTime));
        Liveness liveness = new Liveness(sessions, devices, nanoTime);
        Periodic periodic = new Periodic(timer, workers);
        periodic.every(Duration.ofSeconds(1), "Telling changes", changes::publish);
        // Twice a second: whoever follows a device that was removed is cut off within one.
        periodic.every(Duration.ofMillis(500), "The check of event streams", http::closeForfeitedStreams);
        periodic.every(Duration.ofSeconds(1), "The check of silent devices", liveness::sweep);
        periodic.every(Protocol.PING_INTERVAL, "Pinging devices", liveness::ping);
        periodic.every(
                Duration.ofSeconds(2), "Writing reports", () -> devices.flush().join());
        periodic.every(Duration.ofSeconds(2), "The check of commands", commands::sweep);
        periodic.every(Duration.ofSeconds(2), "The check of locks", policies::sweep);
        periodic.every(
                Duration.ofSeconds(2),
                "Sampling metrics",
                () -> metrics.sample(devices).join());
        periodic.every(
                Duration.ofMinutes(1),
                "Writing when tokens were used",
                () -> access.writeUses().join());
        periodic.every(Duration.ofMinutes(5), "Counting refusals", audit::flush);
        tls.ifPresent(certificate ->
                periodic.every(Duration.ofMinutes(1), "Looking for a renewed certificate", certificate::check));
        periodic.every(Duration.ofMinutes(10), "Retention", () -> {
            logs.sweep(devices);
            metrics.sweep();
            commands.forgetOld();
            bundles.sweep();
            machines.sweep();
            access.forgetOld();
        });
        http.start();
        try {
            audit.append(audit.event("server.start")
                            .with(Map.of(
                                    "version", Protocol.softwareVersion(),
                                    "open_enrollment", Boolean.toString(options.openEnrollment()))))
                    .join();
            return new Fleetd(
                    database,
                    devices,
                    access,
                    audit,
                    sessions,
                    http,
                    workers,
                    timer,
                    firstAdminToken(access, audit, options.data()));
        } catch (IOException | RuntimeException e) {
            http.close();
            throw e;
        }
    }

    /** Made only once all else stands: of a start that fails nobody is told where it is. */
    private static Optional<Path> firstAdminToken(Access access, AuditTrail audit, Path data) throws IOException {
        if (access.initialised()) {
            return Optional.empty();
        }
        String token = AdminTokenFile.write(data);
        AuditScope made = new AuditScope(audit.event("token.create").with(Map.of("name", "admin", "kind", "first")));
        made.during(() -> {
            access.installAdminToken(token);
            return token;
        });
        return Optional.of(AdminTokenFile.in(data));
    }

    /** Tells systemd that this is ready, and from then on that it lives as long as the database can commit. */
    void report(SystemdNotice systemd) {
        systemd.ready();
        systemd.interval()
                .ifPresent(interval -> new Periodic(timer, workers).every(interval, "Telling systemd", () -> {
                    database.probe(System.currentTimeMillis()).join();
                    systemd.alive();
                }));
    }

    /** The port that is listened on. */
    public int port() {
        return http.port();
    }

    /** All that its API answers. */
    public List<HttpServer.Operation> operations() {
        return http.operations();
    }

    /** Where the admin token was written, on the first start. */
    public Optional<Path> newAdminToken() {
        return newAdminToken;
    }

    /**
     * Stops within ten seconds: refuses what is new, asks devices to come back soon, commits what is in hand. May be called more
     * than once.
     */
    @Override
    public void close() {
        log.info("Stopping");
        http.stopAccepting();
        sessions.closeAll();
        timer.shutdownNow();
        workers.shutdown();
        awaitQuietly(workers, Duration.ofSeconds(2));
        try {
            devices.flush().get(2, TimeUnit.SECONDS);
            access.writeUses().get(2, TimeUnit.SECONDS);
            audit.flush();
        } catch (Exception e) {
            log.warn("The last reports of devices, or uses of tokens, were not written: {}", e.getMessage());
        }
        http.close();
        database.close();
        log.info("Stopped");
    }

    private static void stopAll(Database database, ExecutorService workers, ScheduledExecutorService timer) {
        timer.shutdownNow();
        workers.shutdownNow();
        database.close();
    }

    private static void awaitQuietly(ExecutorService executor, Duration atMost) {
        try {
            if (!executor.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String hostAndPort(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
