package no.itagenten.fleet.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import no.itagenten.fleet.protocol.ConfigReport;
import no.itagenten.fleet.protocol.Configure;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.LogLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsStoreTest {

    @TempDir
    Path folder;

    @Test
    void beginsWithTheDevicesOwnDefaults() {
        SettingsStore store = store();

        assertThat(store.current().heartbeatInterval()).isEqualTo(Duration.ofSeconds(45));
        assertThat(store.report().revision()).isZero();
        assertThat(store.report().values())
                .containsEntry("heartbeat_interval", "45")
                .containsEntry("log_level", "info")
                .containsEntry("log_sources", "all")
                .containsEntry("log_batch_seconds", "1");
    }

    @Test
    void isInForceAtOnceAndAfterARestart() {
        store().apply(new Configure(3, Map.of("heartbeat_interval", "10", "log_level", "warning")));

        SettingsStore restarted = store();

        assertThat(restarted.revision()).isEqualTo(3);
        assertThat(restarted.current().heartbeatInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(restarted.current().logLevel()).isEqualTo(LogLevel.WARN);
    }

    @Test
    void returnsAKeyThatIsLeftOutToItsDefault() {
        SettingsStore store = store();
        store.apply(new Configure(1, Map.of("heartbeat_interval", "10", "log_level", "error")));

        store.apply(new Configure(2, Map.of("log_level", "error")));

        assertThat(store.current().heartbeatInterval()).isEqualTo(Duration.ofSeconds(45));
        assertThat(store.current().logLevel()).isEqualTo(LogLevel.ERROR);
    }

    @Test
    void saysWhatItDidNotTakeAndTakesTheRest() {
        ConfigReport report = store().apply(new Configure(
                1,
                Map.of(
                        "heartbeat_interval",
                        "1",
                        "FLEET_API_URL",
                        "ws://evil",
                        "log_sources",
                        "web,none-such",
                        "log_level",
                        "debug")));

        assertThat(report.rejected().orElseThrow())
                .containsOnlyKeys("heartbeat_interval", "FLEET_API_URL", "log_sources");
        assertThat(report.rejected().orElseThrow().get("log_sources"))
                .contains("none-such")
                .contains("app, web");
        assertThat(report.values()).containsEntry("heartbeat_interval", "45").containsEntry("log_level", "debug");
        assertThat(store().report().rejected()).isEqualTo(report.rejected());
    }

    @Test
    void takesALowerRevisionBecauseTheServerMayHaveBegunAnew() {
        SettingsStore store = store();
        store.apply(new Configure(5, Map.of("heartbeat_interval", "10")));

        ConfigReport report = store.apply(new Configure(1, Map.of("heartbeat_interval", "20")));

        assertThat(report.revision()).isEqualTo(1);
        assertThat(report.values()).containsEntry("heartbeat_interval", "20");
        assertThat(store().revision()).isEqualTo(1);
    }

    @Test
    void chooseAmongSources() {
        SettingsStore store = store();

        store.apply(new Configure(1, Map.of("log_sources", "web")));

        assertThat(store.current().follows("web")).isTrue();
        assertThat(store.current().follows("app")).isFalse();
    }

    @Test
    void startsWithDefaultsWhenItsFileIsDamagedAnywhere() throws Exception {
        store().apply(new Configure(7, Map.of("heartbeat_interval", "10")));
        Path file = folder.resolve("settings.json");
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThat(store().revision()).isZero();
        }
    }

    private SettingsStore store() {
        SettingsStore store = new SettingsStore(
                folder.resolve("settings.json"), new DeviceId("d"), Duration.ofSeconds(45), List.of("app", "web"));
        store.load();
        return store;
    }
}
