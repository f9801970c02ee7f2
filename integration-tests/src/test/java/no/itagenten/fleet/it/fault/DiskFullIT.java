package no.itagenten.fleet.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.it.fixture.SampleApp;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.rest.DeviceStatus;
import org.junit.jupiter.api.Test;

/** A disk without room, of the server's and of a device's: said clearly, nothing lost or damaged, and well again when there is room. */
class DiskFullIT {

    private static final int ENOUGH_TRIES = 100;

    private final Path folder = newFolder();

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("r58-fleet-it");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aServerAcceptsNothingThatItCannotKeep() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("server").resolve("data"), 24);
                Installation installation = Installation.startIn(folder)) {
            // given
            installation.device("it-disk").start();
            disk.fill();

            // when
            List<CommandId> accepted = new ArrayList<>();
            Output refused = orderUntilRefused(installation, accepted);

            // then
            assertThat(refused.err()).contains("the disk is full; free some space");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> health(installation).statusCode() == 503);
            assertThat(health(installation).body()).contains("the disk is full");
            assertThat(installation.fleetctl().run("devices").out()).contains("it-disk");
            assertThat(installation.api().device("it-disk").status()).isEqualTo(DeviceStatus.ONLINE);

            // and when
            disk.free();

            // then
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> health(installation).statusCode() == 200);
            Output again = installation.fleetctl().run("restart", "it-disk");
            assertThat(again.exitCode()).as(again.err()).isZero();
            accepted.forEach(installation::awaitEnd);
            installation.fleetd().process().kill();
            DataFolder.requireSound(installation.fleetd().data());
        }
    }

    private static Output orderUntilRefused(Installation installation, List<CommandId> accepted) throws Exception {
        for (int tries = 0; tries < ENOUGH_TRIES; tries++) {
            Output output = installation.fleetctl().run("restart", "it-disk", "--async");
            if (output.exitCode() != 0) {
                return output;
            }
            accepted.add(new CommandId(output.out().strip()));
        }
        throw new AssertionError("nothing was refused in " + ENOUGH_TRIES + " tries");
    }

    private static HttpResponse<String> health(Installation installation) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(installation.fleetd().url() + "/health"))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aDeviceBeginsNothingThatItCannotNote() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("it-full"), 120);
                Installation installation = Installation.startIn(folder)) {
            // given
            Device device = installation.device("it-full").start();
            long before = device.app().awaitAnswer().pid();
            disk.fill();

            // when
            Output refused = installation.fleetctl().run("restart", "it-full");

            // then
            assertThat(refused.exitCode()).as(refused.err()).isEqualTo(1);
            assertThat(refused.err()).contains("nothing was done").contains("make room on its disk");
            assertThat(device.app().ask().pid()).isEqualTo(before);
            assertThat(installation.api().device("it-full").status()).isEqualTo(DeviceStatus.ONLINE);

            // and when
            disk.free();

            // then
            Output again = installation.fleetctl().run("restart", "it-full");
            assertThat(again.exitCode()).as(again.err()).isZero();
        }
    }

    @Test
    void aDeviceWithLittleRoomTakesNoUpdateAndTakesItLater() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("it-little"), 120);
                Installation installation = Installation.startIn(folder)) {
            // given
            Device device = installation.device("it-little").start();
            String second = device.git().commit("Second", Map.of("settings.properties", SampleApp.settings("second")));
            disk.fillBut(30);

            // when
            Output refused = installation.fleetctl().run("update", "it-little");

            // then
            assertThat(refused.exitCode()).as(refused.err()).isEqualTo(1);
            assertThat(refused.err()).contains("MiB are free").contains("needs 64");
            assertThat(device.head()).isEqualTo(device.firstCommit());

            // and when
            disk.free();

            // then
            Output again = installation.fleetctl().run("update", "it-little");
            assertThat(again.exitCode()).as(again.err()).isZero();
            assertThat(device.head()).isEqualTo(second);
        }
    }
}
