package no.itagenten.fleet.fleetd.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.log.LogService.Retention;
import no.itagenten.fleet.fleetd.session.SessionRegistry;
import no.itagenten.fleet.fleetd.store.Database;
import no.itagenten.fleet.fleetd.store.SqlDeviceStore;
import no.itagenten.fleet.fleetd.store.SqlLogStore;
import no.itagenten.fleet.fleetd.testing.AdjustableClock;
import no.itagenten.fleet.fleetd.time.ClockJumps;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.LogLine;
import no.itagenten.fleet.protocol.rest.LogEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long lines are kept. */
class LogServiceTest {

    private static final DeviceId BOX = new DeviceId("box");
    private static final DeviceId OTHER = new DeviceId("other");

    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private Database database;
    private DeviceRegistry devices;
    private LogService logs;

    @BeforeEach
    void open() {
        database = Database.open(folder);
        devices = new DeviceRegistry(new SqlDeviceStore(database), new SessionRegistry(), clock, 10);
        devices.register(BOX);
        devices.register(OTHER);
        logs = new LogService(
                new SqlLogStore(database),
                new Retention(Duration.ofDays(14), 100),
                clock,
                new ClockJumps(clock, clock::nanoTime));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void append(DeviceId device, int lines) {
        logs.append(
                        device,
                        IntStream.range(0, lines)
                                .mapToObj(i ->
                                        new LogLine(Optional.empty(), LogLevel.INFO, Optional.empty(), "line " + i))
                                .toList())
                .join();
    }

    private List<LogEntry> all(DeviceId device) {
        return logs.newest(new LogQuery(device, 100_000, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void aClockThatIsSetForwardDeletesNothing() {
        append(BOX, 3);
        clock.set(Duration.ofDays(400));

        logs.sweep(devices);
        int afterTheJump = all(BOX).size();
        clock.advance(Duration.ofDays(14).plusMillis(1));
        append(BOX, 1);
        logs.sweep(devices);

        assertThat(afterTheJump).isEqualTo(3);
        assertThat(all(BOX)).hasSize(1);
    }

    @Test
    void linesAreKeptForTheirTimeAndNoLonger() {
        append(BOX, 3);
        clock.advance(Duration.ofDays(1));
        append(BOX, 2);

        clock.advance(Duration.ofDays(13));
        logs.sweep(devices);
        int onTheDay = all(BOX).size();
        clock.advance(Duration.ofMillis(1));
        logs.sweep(devices);

        assertThat(onTheDay).isEqualTo(5);
        assertThat(all(BOX)).hasSize(2);
    }

    @Test
    void howeverManyAreTooOldTheyAllGo() {
        append(BOX, 25_000);
        clock.advance(Duration.ofDays(15));

        logs.sweep(devices);

        assertThat(all(BOX)).isEmpty();
    }

    @Test
    void ofEachDeviceTheNewestAreKept() {
        append(BOX, 150);
        append(OTHER, 60);

        logs.sweep(devices);

        assertThat(all(BOX))
                .hasSize(100)
                .extracting(LogEntry::message)
                .startsWith("line 149")
                .endsWith("line 50");
        assertThat(all(OTHER)).hasSize(60);
    }

    @Test
    void anIdIsNeverGivenTwice() {
        append(BOX, 1);
        long first = all(BOX).get(0).id();
        clock.advance(Duration.ofDays(15));
        logs.sweep(devices);

        append(BOX, 1);

        assertThat(all(BOX).get(0).id()).isGreaterThan(first);
    }

    @Test
    void linesOfADeviceThatIsGoneGoNowhere() {
        devices.remove(OTHER);

        append(OTHER, 5);

        assertThat(all(OTHER)).isEmpty();
    }
}
