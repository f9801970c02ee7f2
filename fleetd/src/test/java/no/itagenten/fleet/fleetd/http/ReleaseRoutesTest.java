package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import no.itagenten.fleet.fleetd.testing.UploadedRelease;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseRoutesTest {

    private static final String RELEASES = "/api/agent/releases";

    @TempDir
    Path data;

    private RunningFleetd fleetd;
    private Api api;

    @BeforeEach
    void start() {
        fleetd = RunningFleetd.start(data);
        api = fleetd.api();
    }

    @AfterEach
    void stop() {
        fleetd.close();
    }

    @Test
    void aReleaseIsThereWhenItsLastPartHasCome() {
        UploadedRelease release = UploadedRelease.of("1.5.0");

        Reply first = api.post(RELEASES, release.part(0, 60_000));
        Reply second = api.post(RELEASES, release.part(60_000, release.size()));

        assertThat(first.object().get("received").getAsInt()).isEqualTo(60_000);
        assertThat(first.object().get("uploaded_at").isJsonNull()).isTrue();
        assertThat(second.object().get("uploaded_at").isJsonNull()).isFalse();
        assertThat(api.get(RELEASES).body()).contains("1.5.0");
    }

    @Test
    void anUploadThatWasCutOffGoesOnWhereItEnded() {
        UploadedRelease release = UploadedRelease.of("1.5.0");
        api.post(RELEASES, release.part(0, 60_000));

        Reply again = api.post(RELEASES, release.part(0, 30_000));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.object().get("received").getAsInt()).isEqualTo(60_000);
    }

    @Test
    void anArchiveThatIsNotWhatWasSignedIsRefused() {
        UploadedRelease mixed = UploadedRelease.of("1.5.0").with(UploadedRelease.of("1.5.0"));

        Reply reply = mixed.upload(api);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("is not the one that its signature is for");
        assertThat(api.get(RELEASES).body().strip()).isEqualTo("[]");
    }

    @Test
    void aVersionIsNotExchanged() {
        UploadedRelease.of("1.5.0").upload(api);

        Reply reply = UploadedRelease.of("1.5.0").upload(api);

        assertThat(reply.status()).isEqualTo(409);
    }

    @Test
    void theLowestVersionGoesWhenThereAreTooMany() {
        for (int minor = 0; minor <= 10; minor++) {
            UploadedRelease.of("1." + minor + ".0").upload(api);
        }

        String kept = api.get(RELEASES).body();

        assertThat(kept).contains("\"1.10.0\"", "\"1.1.0\"").doesNotContain("\"1.0.0\"");
    }

    @Test
    void aRestartedServerStillHasIt() {
        UploadedRelease.of("1.5.0").upload(api);
        fleetd.close();
        fleetd = RunningFleetd.start(data);

        assertThat(fleetd.api().get(RELEASES).body()).contains("1.5.0");
    }

    @Test
    void aDeviceFetchesItPartByPart() {
        UploadedRelease release = UploadedRelease.of("1.5.0");
        release.upload(api);
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "r58-1")) {

            device.send(device.message("fetch_release", ",\"version\":\"1.5.0\",\"offset\":98304"));

            JsonObject part = device.awaitMessage("release_part");
            assertThat(part.get("signature").getAsString())
                    .isEqualTo(release.signed().text());
            assertThat(Base64.getDecoder().decode(part.get("data").getAsString()))
                    .isEqualTo(Arrays.copyOfRange(release.archive(), 98_304, release.size()));
        }
    }

    @Test
    void aDeviceIsToldThatThereIsNone() {
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "r58-1")) {

            device.send(device.message("fetch_release", ",\"version\":\"1.5.0\",\"offset\":0"));

            assertThat(device.awaitMessage("release_part").get("problem").getAsString())
                    .contains("holds no release 1.5.0");
        }
    }

    @Test
    void withoutAVersionTheHighestIsMeant() {
        UploadedRelease.of("1.10.0").upload(api);
        UploadedRelease.of("1.9.0").upload(api);
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "r58-1")) {

            api.post("/api/devices/r58-1/agent-update", "{}");

            assertThat(device.awaitMessage("agent_update").get("version").getAsString())
                    .isEqualTo("1.10.0");
        }
    }

    @Test
    void aReleaseThatIsNotHereIsNotAskedFor() {
        TestDevice.enrolledAgent(fleetd, "r58-1").close();

        Reply reply = api.post("/api/devices/r58-1/agent-update", "{\"version\":\"1.5.0\"}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("fleetctl agent upload FILE");
    }
}
