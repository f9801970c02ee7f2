package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.undertow.Undertow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.log.LogQuery;
import no.itagenten.fleet.fleetd.log.LogService;
import no.itagenten.fleet.fleetd.session.SessionRegistry;
import no.itagenten.fleet.fleetd.store.Database;
import no.itagenten.fleet.fleetd.store.SqlDeviceStore;
import no.itagenten.fleet.fleetd.store.SqlLogStore;
import no.itagenten.fleet.fleetd.testing.AdjustableClock;
import no.itagenten.fleet.fleetd.testing.RawHttp;
import no.itagenten.fleet.fleetd.time.ClockJumps;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.LogLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the daemon holds for readers that take nothing. */
class SlowReaderTest {

    private static final String LONG = "x".repeat(16 * 1024);

    @TempDir
    Path folder;

    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final EventStreams streams = new EventStreams(workers);
    private Undertow undertow;

    @AfterEach
    void stop() {
        streams.closeAll();
        undertow.stop();
        workers.shutdownNow();
    }

    private RawHttp readerThatTakesNothing(EventStreams.Source source) throws IOException {
        undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(1)
                .setWorkerThreads(2)
                .setHandler(exchange -> exchange.dispatch(worker -> streams.open(worker, () -> true, source)))
                .build();
        undertow.start();
        int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
        return new RawHttp(port).send("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
    }

    @Test
    void aReaderThatLagsByTooManyCharactersIsCutOffAndNothingIsKeptForIt() throws IOException {
        CompletableFuture<Void> ended = new CompletableFuture<>();

        try (RawHttp reader = readerThatTakesNothing((stream, lastEventId) -> {
            stream.onClose(() -> ended.complete(null));
            for (int i = 0; i < 1_500; i++) {
                stream.send("device", Integer.toString(i), LONG);
            }
        })) {
            await().untilAsserted(() -> assertThat(ended).isDone());
            assertThat(reader.answer()).startsWith("HTTP/1.1 200");
            assertThat(streams.unsent()).isZero();
        }
    }

    @Test
    void theLogIsReadOnlyAsFastAsItsReaderTakesIt() throws IOException {
        CompletableFuture<Long> heldAfterTheStart = new CompletableFuture<>();
        try (Database database = Database.open(folder)) {
            DeviceId box = new DeviceId("box");
            new DeviceRegistry(new SqlDeviceStore(database), new SessionRegistry(), new AdjustableClock(), 10)
                    .register(box);
            AdjustableClock clock = new AdjustableClock();
            LogService logs = new LogService(
                    new SqlLogStore(database),
                    LogService.Retention.DEFAULT,
                    clock,
                    new ClockJumps(clock, clock::nanoTime));
            LogLine line = new LogLine(Optional.empty(), LogLevel.INFO, Optional.empty(), LONG);
            logs.append(box, Collections.nCopies(1_000, line)).join();
            LogQuery query = new LogQuery(box, 1_000, Optional.empty(), Optional.empty(), Optional.empty());

            try (RawHttp reader = readerThatTakesNothing((stream, lastEventId) -> {
                new LogFollower(logs, query, stream, Runnable::run).start(0);
                heldAfterTheStart.complete(streams.unsent());
            })) {
                await().untilAsserted(() -> assertThat(heldAfterTheStart)
                        .isCompletedWithValueMatching(held -> held > 0 && held <= 256 * 1024));
                assertThat(reader.answer()).startsWith("HTTP/1.1 200");
            }
        }
    }
}
