package no.itagenten.fleet.fleetd.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import no.itagenten.fleet.fleetd.access.Access;
import no.itagenten.fleet.fleetd.access.Reach;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Subject;
import no.itagenten.fleet.fleetd.audit.AuditTrail;
import no.itagenten.fleet.fleetd.bundle.Bundles;
import no.itagenten.fleet.fleetd.command.CommandService;
import no.itagenten.fleet.fleetd.enrollment.Enrollment;
import no.itagenten.fleet.fleetd.event.EventHub;
import no.itagenten.fleet.fleetd.fleet.DeviceViews;
import no.itagenten.fleet.fleetd.fleet.Fleet;
import no.itagenten.fleet.fleetd.jwt.SigningKeys;
import no.itagenten.fleet.fleetd.log.LogService;
import no.itagenten.fleet.fleetd.metric.MetricService;
import no.itagenten.fleet.fleetd.oidc.TrustedIssuers;
import no.itagenten.fleet.fleetd.policy.Policies;
import no.itagenten.fleet.fleetd.release.AgentReleases;
import no.itagenten.fleet.fleetd.session.DeviceEndpoint;
import no.itagenten.fleet.fleetd.store.Database;
import no.itagenten.fleet.protocol.rest.ErrorCode;
import org.xnio.OptionMap;

/** The listening side: one Undertow with every limit set, and the routes behind it. */
public final class HttpServer implements AutoCloseable {

    private static final Duration BODY_WITHIN = Duration.ofSeconds(15);
    private static final Duration HANDSHAKE_WITHIN = Duration.ofSeconds(15);
    private static final int HEADER_TIMEOUT_MILLIS = 15_000;
    private static final int IDLE_TIMEOUT_MILLIS = 60_000;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int WORKERS = 16;

    /** Before they have said who they are; a whole venue, behind one address, may come back at once. */
    private static final int MOST_STRANGERS_OF_NETWORK = 1_024;

    private static final int MOST_STRANGERS = 8_192;

    /** Without a bound Undertow waits for its threads for ever. */
    private static final int STOP_WITHIN_MILLIS = 3_000;

    /** Undertow cuts the connection off here, without an answer: more than a body may have, so that a 413 comes first. */
    private static final long MOST_BYTES_READ = 4L * RequestBody.MAX_BYTES;

    /** Where and how to listen. */
    public record Listening(
            InetSocketAddress address,
            Optional<SSLContext> tls,
            Optional<String> publicOrigin,
            List<Cidr> trustedProxies) {}

    /** What the routes lead to. */
    public record Services(
            Database database,
            Access access,
            SigningKeys signingKeys,
            TrustedIssuers issuers,
            Reach reach,
            AuditTrail audit,
            Fleet fleet,
            DeviceViews views,
            Policies policies,
            CommandService commands,
            Bundles bundles,
            LogService logs,
            MetricService metrics,
            Enrollment enrollment,
            AgentReleases releases,
            EventHub events,
            DeviceEndpoint devices,
            String serverId,
            Executor workers,
            Clock clock,
            LongSupplier nanoTime) {}

    /**
     * A method of a path that is answered.
     *
     * @param role the least role that may call; empty for an open one
     * @param about what it is about, by which those with limited access are judged
     */
    public record Operation(String method, String path, Optional<Role> role, Subject about) {}

    private final Listening listening;
    private final HttpHandler handler;
    private final Strangers strangers;
    private final Undertow undertow;
    private Listener listener;
    private final EventStreams streams;
    private final List<Operation> operations;
    private volatile boolean stopping;

    public HttpServer(Listening listening, Services services) {
        this.listening = listening;
        TrustedProxies proxies = new TrustedProxies(listening.trustedProxies());
        this.strangers = new Strangers(proxies, MOST_STRANGERS_OF_NETWORK, MOST_STRANGERS);
        this.streams = new EventStreams(services.workers());
        services.access().onChange(streams::closeForfeited);
        List<Route> routes = routes(services);
        this.operations = routes.stream()
                .map(route -> new Operation(route.method(), route.path(), route.role(), route.about()))
                .toList();
        HttpHandler router = new Router(
                routes,
                services.access(),
                services.reach(),
                proxies,
                strangers,
                new Origins(listening.publicOrigin()),
                failures(services),
                new RouteAudit(services.audit()));
        HttpHandler whileRunning = exchange -> {
            if (stopping) {
                exchange.setPersistent(false);
                Answers.send(exchange, Answer.error(ErrorCode.UNAVAILABLE, "the server is stopping"));
            } else {
                router.handleRequest(exchange);
            }
        };
        boolean tls = listening.tls().isPresent()
                || listening
                        .publicOrigin()
                        .map(origin -> origin.startsWith("https:"))
                        .orElse(false);
        this.handler = new SecurityHeaders(new BodyDeadline(BODY_WITHIN, new StrictRequests(whileRunning)), tls);
        this.undertow = Undertow.builder()
                .setIoThreads(2)
                .setWorkerThreads(WORKERS)
                .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, STOP_WITHIN_MILLIS)
                .build();
    }

    /**
     * @throws BindException if the address is taken or not ours
     * @throws IOException if it cannot be listened on for another reason
     */
    public void start() throws IOException {
        undertow.start();
        try {
            listener = Listener.open(
                    undertow,
                    listening.address(),
                    listening.tls(),
                    serverOptions(),
                    handler,
                    strangers,
                    HANDSHAKE_WITHIN);
        } catch (IOException e) {
            undertow.stop();
            throw e;
        }
    }

    /** The port that is listened on, which the system chose if 0 was asked for. */
    public int port() {
        return listener.port();
    }

    /** All that is answered, which is what the API's document has to describe. */
    public List<Operation> operations() {
        return operations;
    }

    /** New requests are refused, and event streams ended; what is under way goes on. */
    public void stopAccepting() {
        stopping = true;
        streams.closeAll();
    }

    /** Ends event streams of those who may not follow them any more. Called every second, for rights also end by time. */
    public void closeForfeitedStreams() {
        streams.closeForfeited();
    }

    @Override
    public void close() {
        listener.close();
        undertow.stop();
    }

    /** Each kind of secret has its own: whoever mistypes one has not used up the others' tries. */
    private static RateLimit failures(Services services) {
        return new RateLimit(30, Duration.ofMinutes(1), services.nanoTime());
    }

    private List<Route> routes(Services s) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new HealthRoutes(s.database(), s.clock()).routes());
        routes.addAll(new PageRoutes().routes());
        LoginGuard guard = new LoginGuard(failures(s), s.nanoTime());
        routes.addAll(new LoginRoutes(s.access(), guard).routes());
        VouchedLogins vouched = new VouchedLogins(s.access());
        routes.addAll(new VouchedLoginRoutes(s.issuers(), vouched, guard).routes());
        routes.addAll(new DeviceLoginRoutes(s.issuers(), vouched, guard, s.nanoTime()).routes());
        routes.addAll(new AccountRoutes(s.access(), guard).routes());
        routes.addAll(new UserRoutes(s.access().people()).routes());
        routes.addAll(new TokenRoutes(s.access().tokens()).routes());
        routes.addAll(new AuditRoutes(s.audit()).routes());
        routes.addAll(new DeviceRoutes(s.fleet(), s.views(), s.reach()).routes());
        routes.addAll(new PolicyRoutes(s.policies(), s.views(), s.reach()).routes());
        routes.addAll(new CommandRoutes(s.fleet().devices(), s.commands(), s.releases(), s.reach()).routes());
        routes.addAll(new BundleRoutes(s.bundles()).routes());
        routes.addAll(new ReleaseRoutes(s.releases()).routes());
        routes.addAll(
                new LogRoutes(s.fleet().devices(), s.logs(), streams, s.access(), s.reach(), s.workers()).routes());
        routes.addAll(new MetricRoutes(s.fleet().devices(), s.metrics()).routes());
        routes.addAll(new EnrollmentRoutes(s.enrollment(), s.serverId(), failures(s)).routes());
        routes.addAll(new EventRoutes(s.events(), streams, s.access(), s.reach()).routes());
        routes.addAll(new ServerRoutes(s.database().maintenance(), s.signingKeys(), s.clock()).routes());
        routes.add(Route.openRaw("GET", "/ws", (exchange, request) -> connect(s.devices(), exchange, request))
                .fromOwnOriginOnly());
        return routes;
    }

    private void connect(DeviceEndpoint devices, HttpServerExchange exchange, ApiRequest request) throws Exception {
        SocketAddress peer = exchange.getSourceAddress();
        devices.handle(exchange, request.client().address(), HttpServer::refuse);
        if (exchange.getStatusCode() == StatusCodes.SWITCHING_PROTOCOLS) {
            strangers.known(peer);
        }
    }

    private static void refuse(HttpServerExchange exchange, int status, String message) {
        ErrorCode code = switch (status) {
            case 401 -> ErrorCode.UNAUTHORIZED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 503 -> ErrorCode.UNAVAILABLE;
            default -> ErrorCode.BAD_REQUEST;
        };
        Answers.send(exchange, Answer.error(code, message));
    }

    /** Undertow bounds little by itself; what it leaves open is closed here. */
    private static OptionMap serverOptions() {
        return OptionMap.builder()
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, HEADER_TIMEOUT_MILLIS)
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_TIMEOUT_MILLIS)
                .set(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
                .set(UndertowOptions.MAX_HEADERS, 100)
                .set(UndertowOptions.MAX_COOKIES, 50)
                .set(UndertowOptions.MAX_PARAMETERS, 50)
                .set(UndertowOptions.MAX_ENTITY_SIZE, MOST_BYTES_READ)
                .set(UndertowOptions.ALWAYS_SET_DATE, true)
                .getMap();
    }
}
