package no.itagenten.fleet.protocol.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.reflect.TypeToken;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.Disk;
import no.itagenten.fleet.protocol.InterfaceAddresses;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.ServiceStatus;
import no.itagenten.fleet.protocol.json.WireJson;
import org.junit.jupiter.api.Test;

/** REST bodies: every field is written, null where there is no value; what may be absent is read as absent. */
class RestRecordsTest {

    private static final Instant NOON = Instant.parse("2025-12-21T12:00:00Z");

    private static final DeviceView DEVICE = new DeviceView(
            new DeviceId("r58-3f9a2c1b"),
            "Nave",
            Optional.empty(),
            List.of("church"),
            Optional.of("192.168.1.100"),
            Optional.empty(),
            DeviceStatus.OFFLINE,
            Optional.empty(),
            Map.of("log_level", "info"),
            Optional.empty(),
            Optional.of(45.2),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(86400L),
            NOON,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(List.of(new Disk("/", "ext4", 31_000_000_000L, 12_000_000_000L))),
            Optional.of(List.of(new InterfaceAddresses("eth0", List.of("192.168.1.100")))),
            List.of(new ServiceStatus("r58-app.service", "active")),
            true,
            2,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("Europe/Oslo"),
            Optional.empty(),
            Optional.of(new DuplicateKey(
                    NOON, NOON, List.of(new DuplicateKey.Machine("192.0.2.7", Optional.of("r58"), NOON)))));

    private static final CommandView COMMAND = new CommandView(
            new CommandId("cmd-123"),
            new DeviceId("r58-3f9a2c1b"),
            CommandType.UPDATE,
            Map.of("branch", "main"),
            CommandState.ROLLED_BACK,
            Optional.empty(),
            Optional.empty(),
            "ola",
            NOON,
            NOON,
            Optional.of(NOON),
            NOON,
            List.of(new CommandPhase(NOON, CommandState.RUNNING, Optional.of("fetch"), Optional.empty())),
            Optional.of(new CommandOutcome(CommandState.ROLLED_BACK, "m", Optional.empty(), Map.of())),
            Optional.empty());

    @Test
    void readsADeviceOfAServerThatKnowsNoDisksYet() throws ProtocolException {
        String json = WireJson.encode(DEVICE);
        String older = json.replaceFirst("\"disks\":.*\"services\"", "\"services\"");

        DeviceView read = WireJson.decode(older, DeviceView.class);

        assertThat(read.disks()).isEmpty();
        assertThat(read.addresses()).isEmpty();
        assertThat(read.services()).isEqualTo(DEVICE.services());
    }

    @Test
    void writesEveryFieldOfADevice() {
        assertThat(WireJson.encode(DEVICE))
                .isEqualTo(
                        "{\"id\":\"r58-3f9a2c1b\",\"name\":\"Nave\",\"venue\":null,\"tags\":[\"church\"],"
                                + "\"ip_address\":\"192.168.1.100\",\"last_seen\":null,\"status\":\"offline\","
                                + "\"version\":null,\"config\":{\"log_level\":\"info\"},\"config_rejected\":null,\"cpu_percent\":45.2,"
                                + "\"memory_percent\":null,\"disk_percent\":null,\"temperature_celsius\":null,"
                                + "\"load_1m\":null,\"uptime\":86400,\"created_at\":\"2025-12-21T12:00:00Z\","
                                + "\"agent_version\":null,\"hostname\":null,\"model\":null,\"os\":null,\"kernel\":null,"
                                + "\"arch\":null,\"disks\":[{\"mount\":\"/\",\"type\":\"ext4\",\"total_bytes\":31000000000,"
                                + "\"used_bytes\":12000000000}],\"addresses\":[{\"interface\":\"eth0\","
                                + "\"addresses\":[\"192.168.1.100\"]}],\"services\":[{\"name\":\"r58-app.service\",\"state\":\"active\"}],"
                                + "\"enrolled\":true,\"queued_commands\":2,\"blocked_commits\":null,"
                                + "\"busy\":null,\"lock\":null,\"window\":null,\"time_zone\":\"Europe/Oslo\",\"policy_in_force\":null,"
                                + "\"duplicate_key\":{\"since\":\"2025-12-21T12:00:00Z\",\"last_seen\":\"2025-12-21T12:00:00Z\","
                                + "\"machines\":[{\"address\":\"192.0.2.7\",\"hostname\":\"r58\",\"last_seen\":\"2025-12-21T12:00:00Z\"}]}}");
    }

    @Test
    void writesEveryFieldOfACommand() {
        assertThat(WireJson.encode(COMMAND))
                .isEqualTo("{\"id\":\"cmd-123\",\"device_id\":\"r58-3f9a2c1b\",\"type\":\"update\","
                        + "\"parameters\":{\"branch\":\"main\"},\"state\":\"rolled_back\",\"reason\":null,"
                        + "\"phase\":null,\"requested_by\":\"ola\",\"created_at\":\"2025-12-21T12:00:00Z\","
                        + "\"updated_at\":\"2025-12-21T12:00:00Z\",\"finished_at\":\"2025-12-21T12:00:00Z\","
                        + "\"expires_at\":\"2025-12-21T12:00:00Z\",\"phases\":[{\"at\":\"2025-12-21T12:00:00Z\","
                        + "\"state\":\"running\",\"phase\":\"fetch\",\"message\":null}],\"result\":{"
                        + "\"state\":\"rolled_back\",\"message\":\"m\",\"exit_code\":null,\"details\":{}},"
                        + "\"output_tail\":null}");
    }

    @Test
    void writesAnAcceptedCommandAsTheFirstReleaseDid() {
        assertThat(WireJson.encode(new CommandAccepted(true, new CommandId("cmd-123"), "On its way.")))
                .isEqualTo("{\"success\":true,\"commandId\":\"cmd-123\",\"message\":\"On its way.\"}");
    }

    @Test
    void readsWhatItWrites() throws ProtocolException {
        LogEntry entry = new LogEntry(1L << 53 | 1, NOON, NOON, LogLevel.WARN, Optional.empty(), "m");
        ConfigView config = new ConfigView(
                3, Map.of("log_level", "warn"), Map.of(), false, Map.of(), Optional.empty(), Optional.empty());
        EnrollmentTokenView token = new EnrollmentTokenView(
                "1",
                "nave",
                "…x7Qa",
                Optional.empty(),
                0,
                Optional.of(1),
                Optional.empty(),
                List.of(),
                Approval.MANUAL,
                NOON,
                NOON,
                Optional.of(NOON),
                Optional.empty());

        for (Record record : List.of(DEVICE, COMMAND, DeviceStatusView.of(DEVICE), entry, config, token)) {
            assertThat(WireJson.decode(WireJson.encode(record), record.getClass()))
                    .isEqualTo(record);
            assertThat(WireJson.decode(WireJson.encodePretty(record), record.getClass()))
                    .isEqualTo(record);
        }
    }

    @Test
    void readsAndWritesLists() throws ProtocolException {
        List<DeviceView> devices = List.of(DEVICE, DEVICE);

        assertThat(WireJson.decodeList(WireJson.encode(devices), DeviceView.class))
                .isEqualTo(devices);
        assertThatThrownBy(() -> WireJson.decodeList("{}", DeviceView.class))
                .isExactlyInstanceOf(ProtocolException.class)
                .hasMessage("the JSON text must be a list");
    }

    @Test
    void aPatchLeavesOutWhatStaysAsItIs() throws ProtocolException {
        DevicePatch patch = WireJson.decode("{\"venue\":\"\"}", DevicePatch.class);

        assertThat(patch)
                .isEqualTo(new DevicePatch(Optional.empty(), Optional.of(""), Optional.empty(), Optional.empty()));
        assertThat(WireJson.decode("{}", DevicePatch.class))
                .isEqualTo(new DevicePatch(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void aNullInAPatchIsTheSameAsNothing() throws ProtocolException {
        assertThat(WireJson.decode("{\"name\":null,\"venue\":null,\"tags\":null}", DevicePatch.class))
                .isEqualTo(WireJson.decode("{}", DevicePatch.class));
    }

    @Test
    void aNullAmongTagsIsRefused() {
        assertThatThrownBy(() -> WireJson.decode("{\"tags\":[\"a\",null]}", DevicePatch.class))
                .isExactlyInstanceOf(ProtocolException.class)
                .hasMessage("'tags[1]' must be a string");
    }

    @Test
    void aMapTellsNullFromAValue() throws ProtocolException {
        Map<String, Optional<String>> change =
                WireJson.decode("{\"log_level\":null,\"log_sources\":\"all\"}", new TypeToken<>() {});

        assertThat(change).isEqualTo(Map.of("log_level", Optional.empty(), "log_sources", Optional.of("all")));
    }

    @Test
    void aMapOfMixedValuesIsWrittenByWhatIsInIt() {
        assertThat(WireJson.encode(Map.of("a", Optional.of(NOON)))).isEqualTo("{\"a\":\"2025-12-21T12:00:00Z\"}");
        assertThat(WireJson.encode(Map.of("a", Optional.empty()))).isEqualTo("{\"a\":null}");
        assertThat(WireJson.encode(Collections.singletonMap("a", null))).isEqualTo("{\"a\":null}");
        assertThat(WireJson.encode(
                        Collections.singletonMap("a", null),
                        TypeToken.getParameterized(Map.class, String.class, Instant.class)))
                .isEqualTo("{\"a\":null}");
    }

    @Test
    void halfACharacterNeverLeaves() {
        assertThat(WireJson.encode(new ApiError("\ud83c", "c"))).isEqualTo("{\"error\":\"\ufffd\",\"code\":\"c\"}");
    }
}
