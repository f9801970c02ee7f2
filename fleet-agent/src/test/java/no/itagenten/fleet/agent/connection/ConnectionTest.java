package no.itagenten.fleet.agent.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import no.itagenten.fleet.agent.StandInServer;
import no.itagenten.fleet.agent.config.ServerAddress;
import no.itagenten.fleet.agent.config.TokenSource;
import no.itagenten.fleet.agent.identity.Credential;
import no.itagenten.fleet.agent.identity.Enroller;
import no.itagenten.fleet.protocol.CommandAck;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.DeviceError;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.Heartbeat;
import no.itagenten.fleet.protocol.Hello;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.ResultAck;
import no.itagenten.fleet.protocol.ServerMessage;
import no.itagenten.fleet.protocol.Welcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {

    private static final DeviceId DEVICE = new DeviceId("dev-1");

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong();
    private final RecordingHandler handler = new RecordingHandler();
    private StandInServer server;
    private Connection connection;

    @BeforeEach
    void aServer() {
        server = new StandInServer();
    }

    @AfterEach
    void stop() {
        if (connection != null) {
            connection.close();
        }
        server.close();
    }

    @Test
    void enrolsOnceAndProvesItselfOnEveryConnection() throws Exception {
        connect(StandInServer.TOKEN);
        server.await(Hello.class);
        int upgradesOfTheFirst = server.upgrades.get();

        server.closeWith(Protocol.CLOSE_SERVICE_RESTART);
        server.await(Hello.class);

        assertThat(upgradesOfTheFirst).isEqualTo(2); // the challenge, and the answer to it
        assertThat(server.upgrades.get()).isEqualTo(4);
        assertThat(Credential.load(folder, DEVICE).enrollment()).isPresent();
    }

    @Test
    void connectsWithoutCredentialsWhereThatIsAllowed() throws Exception {
        server.open = true;

        connect(null);

        assertThat(server.await(Hello.class).deviceId()).isEqualTo(DEVICE);
        assertThat(server.upgrades.get()).isEqualTo(1);
    }

    @Test
    void answersNoOtherServerThanItsOwn() throws Exception {
        connect(StandInServer.TOKEN);
        server.await(Hello.class);
        int connections = server.connections();

        server.serverId = "another";
        server.closeWith(1000);

        int before = server.upgrades.get();
        await().untilAsserted(() -> assertThat(server.upgrades.get()).isGreaterThan(before + 1));
        assertThat(server.connections()).isEqualTo(connections);
    }

    @Test
    void enrolsAnewWhenItsCredentialWasReset() throws Exception {
        connect(StandInServer.TOKEN);
        server.await(Hello.class);

        server.forget(DEVICE);
        server.closeWith(1000);

        assertThat(server.await(Hello.class)).isNotNull();
    }

    @Test
    void refusesToBeLetInWithoutProofOnceEnrolled() throws Exception {
        connect(StandInServer.TOKEN);
        server.await(Hello.class);

        server.open = true;
        server.serverId = "another";
        server.forget(DEVICE);
        server.closeWith(1000);

        int before = server.upgrades.get();
        await().untilAsserted(() -> assertThat(server.upgrades.get()).isGreaterThan(before + 1));
        assertThat(server.enrolments.get()).isEqualTo(1); // the token is for the server it knows
        assertThat(handler.welcomes).hasSizeLessThanOrEqualTo(1);
        assertThat(Credential.load(folder, DEVICE).enrollment().orElseThrow().serverId())
                .isEqualTo("server-one");
    }

    @Test
    void waitsForApprovalAtAGentlePaceAndDoesNotEnrolAnewMeanwhile() throws Exception {
        server.pending = true;

        connect(StandInServer.TOKEN);

        await().untilAsserted(() -> assertThat(handler.refusals).containsExactly(true));
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(server.upgrades.get()).isEqualTo(2));
        assertThat(server.enrolments.get()).isEqualTo(1);
        assertThat(handler.disconnections.get()).isZero();
    }

    @Test
    void sendsHeartbeatsAfterTheWelcomeOnly() throws Exception {
        server.open = true;
        server.welcoming = false;
        connect(null);
        server.await(Hello.class);
        assertThat(handler.heartbeats.get()).isZero();

        server.send(new Welcome(DEVICE, 1, "x", Instant.EPOCH));

        server.await(Heartbeat.class);
        assertThat(handler.welcomes).hasSize(1);
    }

    @Test
    void sendsWhatItIsGivenInOrder() throws Exception {
        server.open = true;
        connect(null);
        server.await(Heartbeat.class);

        for (int i = 0; i < 50; i++) {
            connection.send(new CommandAck(DEVICE, new CommandId("c" + i)));
        }

        for (int i = 0; i < 50; i++) {
            assertThat(server.await(CommandAck.class).commandId().value()).isEqualTo("c" + i);
        }
    }

    @Test
    void answersWhatItDoesNotKnowAndLivesOn() throws Exception {
        server.open = true;
        connect(null);
        server.await(Heartbeat.class);

        server.sendRaw("{\"type\":\"dance\"}");
        server.sendRaw("{\"type\":");
        server.send(new ResultAck(new CommandId("after")));

        assertThat(server.await(DeviceError.class).code()).isEqualTo("unknown_type");
        assertThat(server.await(DeviceError.class).code()).isEqualTo("malformed");
        await().untilAsserted(
                        () -> assertThat(handler.messages).containsExactly(new ResultAck(new CommandId("after"))));
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void survivesAFaultInItsOwnHandling() throws Exception {
        server.open = true;
        handler.failing = true;
        connect(null);
        server.await(Heartbeat.class);

        server.send(new ResultAck(new CommandId("x")));

        assertThat(server.await(DeviceError.class).code()).isEqualTo("internal");
    }

    @Test
    void leavesAServerThatSendsMoreThanTheProtocolAllows() throws Exception {
        server.open = true;
        connect(null);
        server.await(Hello.class);

        server.sendRaw("{\"type\":\"x\",\"text\":\"" + "a".repeat(Protocol.MAX_MESSAGE_BYTES) + "\"}");

        server.await(Hello.class);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void givesASilentServerUp() throws Exception {
        server.open = true;
        connect(null);
        server.await(Heartbeat.class);
        server.current().suspendReceives(); // it no longer answers pings

        clock.addAndGet(Protocol.DEAD_AFTER.toNanos());
        connection.send(new CommandAck(DEVICE, new CommandId("wake")));

        server.await(Hello.class);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void comesBackToAServerThatWasAway() throws Exception {
        server.open = true;
        connect(null);
        server.await(Hello.class);
        int port = server.port();

        server.close();
        // Java's client may lose an end of stream that meets a message just read (an InternalError inside it): then
        // silence tells.
        await().untilAsserted(() -> {
            clock.addAndGet(Protocol.DEAD_AFTER.toNanos());
            connection.send(new CommandAck(DEVICE, new CommandId("wake")));
            assertThat(handler.disconnections.get()).isPositive();
        });
        server = new StandInServer(port);
        server.open = true;

        assertThat(server.await(Hello.class)).isNotNull();
    }

    @Test
    void stopsAtOnceWhileItWaitsForAServer() throws Exception {
        String url = server.url();
        server.close();
        connection = connection(url, null, () -> 0.999);
        connection.start();

        long start = System.nanoTime();
        connection.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    private void connect(String token) throws IOException {
        connection = connection(server.url(), token, () -> 0.05);
        connection.start();
    }

    private Connection connection(String url, String token, java.util.function.DoubleSupplier random)
            throws IOException {
        ServerAddress address = ServerAddress.parse(url, false);
        var http = TrustedHttp.client(
                Optional.empty(),
                KnownTime.load(folder.resolve("known-time"), Clock.systemUTC(), clock::get, Instant.EPOCH));
        Optional<Enroller> enroller = Optional.ofNullable(token)
                .map(text -> new Enroller(http, address.enrollment(), DEVICE, new TokenSource.Given(text)));
        return new Connection(
                DEVICE,
                http,
                address.connection(DEVICE),
                Credential.load(folder, DEVICE),
                enroller,
                handler,
                clock::get,
                random);
    }

    /** Remembers what the connection told it. */
    private static final class RecordingHandler implements SessionHandler {
        private final List<Welcome> welcomes = new CopyOnWriteArrayList<>();
        private final List<ServerMessage> messages = new CopyOnWriteArrayList<>();
        private final List<Boolean> refusals = new CopyOnWriteArrayList<>();
        private final AtomicInteger heartbeats = new AtomicInteger();
        private final AtomicInteger disconnections = new AtomicInteger();
        private volatile boolean failing;

        @Override
        public Hello hello() {
            return new Hello(
                    DEVICE,
                    1,
                    "test",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        @Override
        public void welcomed(Welcome welcome) {
            welcomes.add(welcome);
        }

        @Override
        public void received(ServerMessage message) {
            if (failing) {
                throw new IllegalStateException("a fault");
            }
            messages.add(message);
        }

        @Override
        public DeviceMessage heartbeat() {
            heartbeats.incrementAndGet();
            return new Heartbeat(DEVICE, Optional.empty());
        }

        @Override
        public Duration heartbeatInterval() {
            return Duration.ofSeconds(30);
        }

        @Override
        public void refused(boolean pending) {
            refusals.add(pending);
        }

        @Override
        public void disconnected() {
            disconnections.incrementAndGet();
        }
    }
}
