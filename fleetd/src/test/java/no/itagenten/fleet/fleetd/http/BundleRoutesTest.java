package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the request to the device and back to whoever asked. */
class BundleRoutesTest {

    private static final String HELLO = ",\"size\":5,\"offset\":0,\"data\":\"aGVsbG8=\","
            + "\"sha256\":\"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\"";

    @TempDir
    private Path data;

    @Test
    void whatTheDeviceSentIsHandedOutWithItsDigest() {
        try (RunningFleetd fleetd = RunningFleetd.start(data);
                TestDevice device = TestDevice.enrolledAgent(fleetd, "r58-a")) {
            // given
            String command = fleetd.api().post("/api/devices/r58-a/bundle").text("commandId");
            device.awaitMessage("bundle");

            // when
            device.tell("bundle_chunk", command, HELLO);

            // then
            assertThat(device.awaitMessage("bundle_ack").get("stored").getAsLong())
                    .isEqualTo(5);
            Reply archive = fleetd.api().get("/api/commands/" + command + "/bundle");
            assertThat(archive.status()).isEqualTo(200);
            assertThat(archive.body()).isEqualTo("hello");
            assertThat(archive.header("Repr-Digest"))
                    .isEqualTo("sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:");
            assertThat(archive.header("Content-Disposition")).contains(command + ".tar.gz");
        }
    }

    @Test
    void thereIsNoneBeforeItCame() {
        try (RunningFleetd fleetd = RunningFleetd.start(data);
                TestDevice device = TestDevice.enrolledAgent(fleetd, "r58-a")) {
            String command =
                    fleetd.api().post("/api/devices/" + device.id() + "/bundle").text("commandId");

            Reply archive = fleetd.api().get("/api/commands/" + command + "/bundle");

            assertThat(archive.status()).isEqualTo(404);
            assertThat(archive.text("error")).contains("not here yet");
        }
    }

    @Test
    void aCommandThatNobodyGaveHasNone() {
        try (RunningFleetd fleetd = RunningFleetd.start(data)) {
            Reply archive = fleetd.api().get("/api/commands/cmd-none/bundle");

            assertThat(archive.code()).isEqualTo("command_not_found");
        }
    }
}
