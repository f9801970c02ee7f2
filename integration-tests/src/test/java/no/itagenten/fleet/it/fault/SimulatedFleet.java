package no.itagenten.fleet.it.fault;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import no.itagenten.fleet.agent.config.ServerAddress;
import no.itagenten.fleet.agent.config.TokenSource;
import no.itagenten.fleet.agent.connection.Connection;
import no.itagenten.fleet.agent.connection.KnownTime;
import no.itagenten.fleet.agent.connection.SessionHandler;
import no.itagenten.fleet.agent.connection.Ticker;
import no.itagenten.fleet.agent.connection.TrustedHttp;
import no.itagenten.fleet.agent.identity.Credential;
import no.itagenten.fleet.agent.identity.Enroller;
import no.itagenten.fleet.it.fixture.FleetdProcess;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.Heartbeat;
import no.itagenten.fleet.protocol.Hello;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.ServerMessage;
import no.itagenten.fleet.protocol.Welcome;

/** Many devices in this one process: each with the agent's own connection and its own key, and nothing behind it. */
final class SimulatedFleet implements AutoCloseable {

    private final List<Connection> connections = new ArrayList<>();
    private final Map<DeviceId, Long> welcomed = new ConcurrentHashMap<>();

    /**
     * @param folder for their keys
     * @param token that enrols so many
     */
    SimulatedFleet(FleetdProcess fleetd, Path folder, String token, int size) throws IOException {
        HttpClient http = TrustedHttp.client(
                Optional.empty(),
                KnownTime.load(folder.resolve("known-time"), Clock.systemUTC(), Ticker.SYSTEM, Instant.EPOCH));
        ServerAddress address = ServerAddress.parse("ws://127.0.0.1:" + fleetd.port() + "/ws", false);
        for (int i = 0; i < size; i++) {
            DeviceId id = new DeviceId("sim-" + i);
            connections.add(new Connection(
                    id,
                    http,
                    address.connection(id),
                    Credential.load(folder.resolve(id.value()), id),
                    Optional.of(new Enroller(http, address.enrollment(), id, new TokenSource.Given(token))),
                    new Silent(id),
                    Ticker.SYSTEM,
                    () -> ThreadLocalRandom.current().nextDouble()));
        }
    }

    void start() {
        connections.forEach(Connection::start);
    }

    /** Forgets who was let in. */
    void forget() {
        welcomed.clear();
    }

    /** How many were let in since. */
    int welcomed() {
        return welcomed.size();
    }

    /** The most that were let in within one second. */
    long peak() {
        return welcomed.values().stream()
                .collect(Collectors.groupingBy(nanos -> nanos / 1_000_000_000L, Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    @Override
    public void close() {
        connections.parallelStream().forEach(Connection::close);
    }

    /** Says hello and beats, and does nothing about what it hears. */
    private final class Silent implements SessionHandler {

        private final DeviceId id;

        Silent(DeviceId id) {
            this.id = id;
        }

        @Override
        public Hello hello() {
            return new Hello(
                    id,
                    Protocol.VERSION,
                    "simulated",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        @Override
        public void welcomed(Welcome welcome) {
            welcomed.putIfAbsent(id, System.nanoTime());
        }

        @Override
        public void received(ServerMessage message) {}

        @Override
        public void refused(boolean pending) {}

        @Override
        public DeviceMessage heartbeat() {
            return new Heartbeat(id, Optional.empty());
        }

        @Override
        public Duration heartbeatInterval() {
            return Duration.ofSeconds(30);
        }

        @Override
        public void disconnected() {}
    }
}
