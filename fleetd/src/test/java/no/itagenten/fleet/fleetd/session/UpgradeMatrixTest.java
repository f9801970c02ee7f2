package no.itagenten.fleet.fleetd.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.DeviceIdentity;
import no.itagenten.fleet.fleetd.testing.RawHttp;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The upgrade to a WebSocket: every kind of credential × every kind of origin. A device's own proof opens it, and nothing else. */
class UpgradeMatrixTest {

    private static final String PUBLIC = "https://fleet.example.org";

    @TempDir
    static Path data;

    private static RunningFleetd fleetd;
    private static DeviceIdentity box;
    private static final Map<String, Supplier<String>> strangers = new LinkedHashMap<>();

    @BeforeAll
    static void start() {
        fleetd = RunningFleetd.start(RunningFleetd.options(data, Optional.of(URI.create(PUBLIC)), List.of()));
        Api admin = fleetd.api();
        box = DeviceIdentity.ed25519("box");
        fleetd.enroll(box);
        DeviceIdentity neighbour = DeviceIdentity.ed25519("neighbour");
        fleetd.enroll(neighbour);
        DeviceIdentity other = DeviceIdentity.ed25519("box");
        String session = admin.anonymous()
                .post("/api/login", "{\"token\":\"" + fleetd.adminToken() + "\"}")
                .header("Set-Cookie");
        String cookie = session.substring(0, session.indexOf(';'));
        strangers.put("nothing", () -> "");
        strangers.put("the admin's token", () -> "Authorization: Bearer " + fleetd.adminToken() + "\r\n");
        strangers.put("the admin's session", () -> "Cookie: " + cookie + "\r\n");
        strangers.put("an enrolment token", () -> "Authorization: Bearer " + fleetd.enrollmentToken() + "\r\n");
        strangers.put("another's key", () -> proof(other, "box"));
        strangers.put("a neighbour's proof", () -> proof(neighbour, "neighbour"));
        strangers.put("no signature", () -> "Authorization: R58-Device\r\n");
    }

    @AfterAll
    static void stop() {
        fleetd.close();
    }

    private static String proof(DeviceIdentity identity, String id) {
        return "Authorization: "
                + identity.answer(TestDevice.challenge(fleetd, id)).toHeader() + "\r\n";
    }

    @Test
    void nothingButADevicesOwnProofOpensAConnection() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (var stranger : strangers.entrySet()) {
            for (String origin : List.of("", PUBLIC)) {
                int status = upgrade(stranger.getValue().get(), origin);
                if (status != 401) {
                    wrong.add(stranger.getKey() + " from '" + origin + "': " + status);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(upgrade(proof(box, "box"), "")).isEqualTo(101);
        assertThat(upgrade(proof(box, "box"), PUBLIC)).isEqualTo(101);
    }

    /** Not with a good proof either: no page of another site is an agent. */
    @Test
    void noCredentialOpensAConnectionToAPageOfAnotherSite() throws IOException {
        List<String> wrong = new ArrayList<>();
        Map<String, Supplier<String>> all = new LinkedHashMap<>(strangers);
        all.put("the device's own proof", () -> proof(box, "box"));
        for (var credential : all.entrySet()) {
            for (String origin : foreignOrigins()) {
                int status = upgrade(credential.getValue().get(), origin);
                if (status != 403) {
                    wrong.add(credential.getKey() + " from '" + origin + "': " + status);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static List<String> foreignOrigins() {
        return List.of(
                "null",
                "https://evil.example",
                "https://fleet.example.org.evil",
                "https://evil.fleet.example.org",
                "https://evilfleet.example.org",
                "https://fleet.example.org:8443",
                "https://fleet.example.org:443",
                "http://fleet.example.org",
                "HTTPS://FLEET.EXAMPLE.ORG",
                "https://fleet.example.org.",
                "https://fleet.example.org/",
                "https://fleet.example.org@evil.example",
                "https://fleet.example.org https://evil.example",
                "wss://fleet.example.org",
                "fleet.example.org",
                "file://",
                "chrome-extension://abcdef",
                "http://localhost:" + fleetd.port(),
                "https://127.0.0.1:" + fleetd.port());
    }

    @Test
    void aRequestThatIsNoUpgradeTellsAStrangerNothing() {
        Api anyone = fleetd.api().anonymous();

        assertThat(anyone.get("/ws").status()).isEqualTo(401);
        assertThat(anyone.get("/ws?deviceId=").status()).isEqualTo(401);
        assertThat(anyone.get("/ws?deviceId=..%2fx").status()).isEqualTo(401);
        assertThat(anyone.get("/ws?deviceId=box").body())
                .isEqualTo(anyone.get("/ws?deviceId=nobody").body());
    }

    @Test
    void noCompressionIsNegotiatedSoThatNothingSmallBecomesLarge() throws IOException {
        try (RawHttp http = new RawHttp(fleetd.port())) {
            String answer = http.send(request(proof(box, "box")
                            + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"))
                    .answer();

            assertThat(answer).startsWith("HTTP/1.1 101").doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
        }
    }

    private static int upgrade(String headers, String origin) throws IOException {
        try (RawHttp http = new RawHttp(fleetd.port())) {
            String answer = http.send(request(headers + (origin.isEmpty() ? "" : "Origin: " + origin + "\r\n")))
                    .answer();
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    private static String request(String headers) {
        return "GET /ws?deviceId=box HTTP/1.1\r\nHost: 127.0.0.1:" + fleetd.port() + "\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + headers + "\r\n";
    }
}
