package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import no.itagenten.fleet.fleetd.testing.DeviceIdentity;
import no.itagenten.fleet.fleetd.testing.RawHttp;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand connections that take their time, and more: all of one address, which is also that of a device and of a person. */
class FloodTest {

    private static final String HALF_A_HEAD = "GET /api/devices HTTP/1.1\r\nHost: x\r\nX-Slow: ";
    /** After it, a connection may be idle for a minute: what ends sooner was not ended by a deadline. */
    private static final String WHOLE_BUT_NAMELESS = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";

    private static final String HALF_A_BODY =
            "POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";

    @TempDir
    Path data;

    private final List<RawHttp> slow = new ArrayList<>();
    private RunningFleetd fleetd;
    private DeviceIdentity box;

    @BeforeEach
    void start() {
        fleetd = RunningFleetd.start(data);
        box = DeviceIdentity.ed25519("box");
        fleetd.enroll(box);
    }

    @AfterEach
    void stop() throws IOException {
        for (RawHttp http : slow) {
            http.close();
        }
        fleetd.close();
    }

    private void open(int count, String text) throws IOException {
        for (int i = 0; i < count; i++) {
            slow.add(new RawHttp(fleetd.port()).send(text));
        }
    }

    private void othersAreServed() {
        assertThat(fleetd.api().anonymous().get("/health").status()).isEqualTo(200);
        assertThat(fleetd.api().get("/api/devices").status()).isEqualTo(200);
        try (TestDevice device = TestDevice.agent(fleetd, box)) {
            assertThat(device.isOpen()).isTrue();
        }
    }

    private long ended() {
        return slow.stream().filter(RawHttp::isEnded).count();
    }

    /** The one test that waits for real: by the deadline of 15 seconds that a head and a body have. */
    @Test
    void aThousandSlowHeadsAndBodiesDisturbNobodyAndEndByTheDeadline() throws IOException {
        open(900, HALF_A_HEAD);
        open(100, HALF_A_BODY);

        othersAreServed();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> ended() == 1_000);
        othersAreServed();
    }

    @Test
    void anAddressHasSoManyConnectionsWithoutACredentialAndWhoIsKnownIsNotCounted() throws IOException {
        try (TestDevice device = TestDevice.agent(fleetd, box)) {
            open(1_024 + 200, WHOLE_BUT_NAMELESS);

            await().atMost(Duration.ofSeconds(30)).until(() -> ended() >= 200);
            assertThat(device.isOpen()).as("who is known is not counted").isTrue();
        }
        othersAreServed();
    }

    @Test
    void whatNamesItselfIsNotCounted() throws IOException {
        RawHttp known = new RawHttp(fleetd.port());
        slow.add(known);
        String request =
                "GET /api/whoami HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + fleetd.adminToken() + "\r\n\r\n";
        assertThat(known.send(request).answer()).startsWith("HTTP/1.1 200");

        open(1_100, "");

        assertThat(known.send(request).answer()).startsWith("HTTP/1.1 200");
    }
}
