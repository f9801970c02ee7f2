package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.undertow.Undertow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetd.testing.RawHttp;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests whose body does not come. */
class SlowBodyTest {

    private static final String LOGIN = "POST /api/login HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n";

    @TempDir
    Path data;

    @Test
    void aConnectionIsClosedWhenTheBodyTakesTooLong() throws IOException {
        Undertow undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(new BodyDeadline(
                        Duration.ofMillis(200), exchange -> RequestBody.read(exchange, body -> exchange.endExchange())))
                .build();
        undertow.start();
        int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();

        try (RawHttp http = new RawHttp(port)) {
            http.send(LOGIN + "Content-Length: 100\r\n\r\n{");

            assertThat(http.answer()).isEmpty();
        } finally {
            undertow.stop();
        }
    }

    @Test
    void anAddressHasOnlySoManyBodiesOfStrangersUnderWay() throws IOException {
        List<RawHttp> slow = new ArrayList<>();
        try (RunningFleetd fleetd = RunningFleetd.start(data)) {
            for (int i = 0; i < 101; i++) {
                slow.add(new RawHttp(fleetd.port()).send(LOGIN + "Content-Length: 9\r\n\r\n"));
            }

            RawHttp refused = await().until(
                            () -> slow.stream().filter(SlowBodyTest::isAnswered).findFirst(), Optional::isPresent)
                    .orElseThrow();
            assertThat(refused.answer()).startsWith("HTTP/1.1 429");
            assertThat(slow.stream().filter(http -> http != refused && isAnswered(http)))
                    .isEmpty();
            assertThat(fleetd.api().post("/api/enrollment-tokens", "{}").status())
                    .isEqualTo(201);
        } finally {
            for (RawHttp http : slow) {
                http.close();
            }
        }
    }

    private static boolean isAnswered(RawHttp http) {
        try {
            return http.isAnswered();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
