package no.itagenten.fleet.fleetd.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import no.itagenten.fleet.fleetd.device.Device;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.device.Labels;
import no.itagenten.fleet.fleetd.device.Standing;
import no.itagenten.fleet.fleetd.session.SessionRegistry;
import no.itagenten.fleet.fleetd.store.Database;
import no.itagenten.fleet.fleetd.store.SqlDeviceStore;
import no.itagenten.fleet.fleetd.store.SqlMetricStore;
import no.itagenten.fleet.fleetd.testing.AdjustableClock;
import no.itagenten.fleet.fleetd.time.ClockJumps;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.Status;
import no.itagenten.fleet.protocol.SystemMetrics;
import no.itagenten.fleet.protocol.rest.MetricSample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which minutes have a sample, and how long. */
class MetricServiceTest {

    private static final DeviceId BOX = new DeviceId("box");
    private static final DeviceId OTHER = new DeviceId("other");
    private static final Instant START = AdjustableClock.START;

    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private Database database;
    private DeviceRegistry devices;
    private MetricService metrics;

    @BeforeEach
    void open() {
        database = Database.open(folder);
        devices = new DeviceRegistry(new SqlDeviceStore(database), new SessionRegistry(), clock, 3_000);
        metrics = service();
        for (DeviceId device : List.of(BOX, OTHER)) {
            devices.register(device);
            devices.connected(device, "192.0.2.1");
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private MetricService service() {
        return new MetricService(new SqlMetricStore(database), clock, new ClockJumps(clock, clock::nanoTime));
    }

    private void tells(DeviceId device, double cpu) {
        devices.report(new Status(
                device,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new SystemMetrics(
                        Optional.of(cpu),
                        Optional.of(50.0),
                        Optional.empty(),
                        Optional.of(-12.34),
                        Optional.of(0.07),
                        Optional.of(9L))),
                Optional.empty(),
                Optional.empty()));
        metrics.reported(device);
    }

    private void minutePasses() {
        clock.advance(Duration.ofMinutes(1));
        metrics.sample(devices).join();
    }

    private List<MetricSample> all(DeviceId device) {
        return metrics.since(device, Optional.empty());
    }

    private List<Instant> minutes(DeviceId device) {
        return all(device).stream().map(MetricSample::timestamp).toList();
    }

    @Test
    void aSampleHoldsWhatTheDeviceToldLast() {
        tells(BOX, 12.3);
        tells(BOX, 45.6);

        metrics.sample(devices).join();

        assertThat(all(BOX))
                .containsExactly(new MetricSample(
                        START,
                        Optional.of(45.6),
                        Optional.of(50.0),
                        Optional.empty(),
                        Optional.of(-12.34),
                        Optional.of(0.07)));
    }

    @Test
    void aMinuteHasOneSampleHoweverOftenItIsAskedFor() {
        tells(BOX, 10);
        metrics.sample(devices).join();
        clock.advance(Duration.ofSeconds(59));

        metrics.sample(devices).join();
        clock.advance(Duration.ofSeconds(1));
        metrics.sample(devices).join();

        assertThat(minutes(BOX)).containsExactly(START, START.plusSeconds(60));
    }

    @Test
    void aServerThatStartsAgainWithinAMinuteReplacesItsSample() {
        tells(BOX, 10);
        metrics.sample(devices).join();
        metrics = service();
        tells(BOX, 20);

        metrics.sample(devices).join();

        assertThat(all(BOX))
                .extracting(sample -> sample.cpuPercent().orElseThrow())
                .containsExactly(20.0);
    }

    @Test
    void aDeviceThatIsAwayLeavesAGap() {
        tells(BOX, 10);
        minutePasses();
        devices.disconnected(BOX);
        minutePasses();
        devices.connected(BOX, "192.0.2.1");
        minutePasses(); // it is back, but what is known of it is from before

        tells(BOX, 30);
        minutePasses();

        assertThat(minutes(BOX)).containsExactly(START.plusSeconds(60), START.plusSeconds(240));
    }

    @Test
    void samplesAreKeptForADayAndNoLonger() {
        tells(BOX, 10);
        metrics.sample(devices).join();
        for (int minute = 0; minute < 3; minute++) {
            minutePasses();
        }

        clock.advance(MetricService.KEPT.minusMinutes(1));
        metrics.sweep();

        assertThat(minutes(BOX)).containsExactly(START.plusSeconds(120), START.plusSeconds(180));
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void aClockThatIsSetForwardDeletesNothing() {
        tells(BOX, 10);
        metrics.sample(devices).join();
        clock.set(Duration.ofDays(30));

        metrics.sweep();

        assertThat(minutes(BOX)).containsExactly(START);
    }

    @Test
    void onlyTheMinutesAskedForAreRead() {
        tells(BOX, 10);
        for (int minute = 0; minute < 5; minute++) {
            minutePasses();
        }

        List<MetricSample> late = metrics.since(BOX, Optional.of(START.plusSeconds(181)));

        assertThat(late)
                .extracting(MetricSample::timestamp)
                .containsExactly(START.plusSeconds(240), START.plusSeconds(300));
    }

    @Test
    void samplesGoWithTheirDevice() {
        tells(BOX, 10);
        tells(OTHER, 10);
        metrics.sample(devices).join();

        devices.remove(BOX);
        minutePasses();

        assertThat(all(BOX)).isEmpty();
        assertThat(all(OTHER)).hasSize(2);
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void twoThousandDevicesAreSampledInOneWrite() {
        List<DeviceId> fleet = IntStream.range(0, 2_000)
                .mapToObj(number -> new DeviceId("device-" + number))
                .toList();
        for (DeviceId device : fleet) {
            devices.enrolled(Device.unknown(
                    device, new Labels(device.value(), Optional.empty(), List.of()), Standing.ENROLLED, START));
        }
        store(fleet);
        for (DeviceId device : fleet) {
            devices.connected(device, "192.0.2.1");
            tells(device, 10);
        }

        metrics.sample(devices).join();

        assertThat(rows()).isEqualTo(2_000);
    }

    /** In one transaction; registering them one by one would take a commit each. */
    private void store(List<DeviceId> fleet) {
        SqlDeviceStore store = new SqlDeviceStore(database);
        fleet.stream().map(devices::get).map(store::insert).toList().forEach(stored -> stored.join());
    }

    private long rows() {
        return database.reading()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM metric")
                        .mapTo(Long.class)
                        .one());
    }
}
