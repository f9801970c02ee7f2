package no.itagenten.fleet.fleetd.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.enrollment.MachineWatch;
import no.itagenten.fleet.fleetd.store.Database;
import no.itagenten.fleet.fleetd.store.SqlDeviceStore;
import no.itagenten.fleet.fleetd.store.SqlEnrollmentStore;
import no.itagenten.fleet.fleetd.testing.AdjustableClock;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.Hello;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineWatchTest {

    private static final DeviceId BOX = new DeviceId("box");

    private final AdjustableClock clock = new AdjustableClock();

    private static Hello from(String boot) {
        return new Hello(
                BOX,
                1,
                "1",
                Optional.of(boot),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static void seen(MachineWatch machines, String boot) {
        machines.seen(from(boot), "192.0.2.1", false).join();
    }

    @Test
    void theAlertEndsADayAfterItsLastSignOnDiskToo(@TempDir Path data) {
        try (Database database = Database.open(data)) {
            DeviceRegistry devices = new DeviceRegistry(new SqlDeviceStore(database), new SessionRegistry(), clock, 10);
            devices.register(BOX);
            SqlEnrollmentStore store = new SqlEnrollmentStore(database);
            MachineWatch machines = new MachineWatch(store, devices, clock);
            seen(machines, "one");
            seen(machines, "two");
            seen(machines, "one");
            clock.advance(Duration.ofHours(20));
            seen(machines, "two"); // again
            clock.advance(Duration.ofHours(24));
            machines.sweep();
            boolean within = machines.duplicateOf(BOX).isPresent();

            clock.advance(Duration.ofMillis(1));
            machines.sweep();

            assertThat(within).isTrue();
            assertThat(machines.duplicateOf(BOX)).isEmpty();
            assertThat(store.duplicates()).isEmpty();
        }
    }
}
