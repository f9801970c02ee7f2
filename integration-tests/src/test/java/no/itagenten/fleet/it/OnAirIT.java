package no.itagenten.fleet.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.rest.CommandView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A device whose recorder says that it records is not disturbed. */
class OnAirIT {

    private static volatile String recorder = "idle";
    private static HttpServer status;
    private static Installation installation;
    private static Device device;

    @BeforeAll
    static void start() throws Exception {
        status = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        status.createContext("/api/v1/sessions/status", exchange -> {
            byte[] body = ("{\"status\":\"" + recorder + "\"}").getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        status.start();
        installation = Installation.start();
        device = installation
                .device("it-on-air")
                .with("BUSY_URL", "http://127.0.0.1:" + status.getAddress().getPort() + "/api/v1/sessions/status")
                .with("BUSY_FIELD", "status")
                .with("BUSY_VALUE", "recording")
                .start();
    }

    @AfterAll
    static void stop() {
        installation.close();
        status.stop(0);
    }

    @BeforeEach
    void recording() {
        recorder = "recording";
    }

    @Test
    void aRestartWaitsAndRunsByItselfWhenTheRecordingIsOver() throws Exception {
        // given
        long before = device.app().awaitAnswer().pid();

        // when
        Output output = installation.fleetctl().run("restart", "it-on-air", "--timeout", "5s");

        // then
        assertThat(output.exitCode()).as(output.err()).isEqualTo(8);
        assertThat(output.err()).contains("on air: recording since ");
        assertThat(device.app().ask().pid()).isEqualTo(before);

        // and when
        recorder = "idle";

        // then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(device.app().awaitAnswer().pid()).isNotEqualTo(before));
    }

    @Test
    void aLockedDeviceWaitsUntilItIsUnlocked() throws Exception {
        // given
        recorder = "idle";
        long before = device.app().awaitAnswer().pid();
        Output lock = installation.fleetctl().run("lock", "it-on-air", "--reason", "concert", "--for", "2h");
        assertThat(lock.exitCode()).as(lock.err()).isZero();

        // when
        Output output = installation
                .fleetctl()
                .run("restart", "it-on-air", "--accept-risk", "on-air,window", "--timeout", "5s");

        // then
        assertThat(output.exitCode()).as(output.err()).isEqualTo(8);
        assertThat(output.err()).contains("locked by admin: concert");
        assertThat(installation.fleetctl().run("devices").out()).contains("locked by admin: concert");

        // and when
        installation.fleetctl().run("unlock", "it-on-air");

        // then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(device.app().awaitAnswer().pid()).isNotEqualTo(before));
    }

    @Test
    void whoAcceptsTheRiskIsNotKeptWaiting() throws Exception {
        Output output = installation
                .fleetctl()
                .run("restart", "it-on-air", "--accept-risk", "on-air", "--timeout", "30s", "-o", "json");

        assertThat(output.exitCode()).as(output.err()).isZero();
        CommandView command = output.jsonItem(CommandView.class);
        assertThat(command.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(command.result().orElseThrow().details().get("override")).startsWith("on air: recording since ");
    }
}
