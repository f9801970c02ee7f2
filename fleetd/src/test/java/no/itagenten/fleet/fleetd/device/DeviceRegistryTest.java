package no.itagenten.fleet.fleetd.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.fleetd.store.Database;
import no.itagenten.fleet.fleetd.store.SqlDeviceStore;
import no.itagenten.fleet.fleetd.testing.AdjustableClock;
import no.itagenten.fleet.fleetd.testing.RecordingGateway;
import no.itagenten.fleet.protocol.DeviceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceRegistryTest {

    @TempDir
    Path folder;

    @Test
    void aKnownDeviceConnectsWhileTheDiskIsSlow() {
        try (Database database = Database.open(folder)) {
            DeviceId box = new DeviceId("box");
            DeviceRegistry devices =
                    new DeviceRegistry(new SqlDeviceStore(database), new RecordingGateway(), new AdjustableClock(), 10);
            devices.register(box);
            CompletableFuture<Void> slow = new CompletableFuture<>();
            CompletableFuture<Void> held = database.writes().submit(handle -> slow.join());
            Thread newcomer = new Thread(() -> devices.register(new DeviceId("new")));
            newcomer.start();
            await().until(() -> newcomer.getState() == Thread.State.WAITING); // for its commit

            CompletableFuture<Void> known = CompletableFuture.runAsync(() -> devices.register(box));

            assertThat(known).succeedsWithin(Duration.ofSeconds(5));
            slow.complete(null);
            held.join();
        }
    }
}
