package no.itagenten.fleet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Devices of the first release are in the field and stay as they are: their four messages are pinned, byte for byte. */
class FirstReleaseTest {

    private static final DeviceId DEVICE = new DeviceId("r58-xxxxx");

    @Test
    void readsItsHeartbeat() throws ProtocolException {
        DeviceMessage message = MessageCodec.decodeDeviceMessage(
                "{\"type\":\"heartbeat\",\"deviceId\":\"r58-xxxxx\",\"timestamp\":\"2025-12-21T20:00:00Z\"}");

        assertThat(message).isEqualTo(new Heartbeat(DEVICE, Optional.of(Instant.parse("2025-12-21T20:00:00Z"))));
    }

    @Test
    void readsItsStatus() throws ProtocolException {
        DeviceMessage message = MessageCodec.decodeDeviceMessage(
                "{\"type\":\"status\",\"deviceId\":\"r58-xxxxx\",\"version\":\"abc123\",\"ip_address\":\"192.168.1.100\","
                        + "\"system\":{\"cpu_percent\":45.2,\"memory_percent\":62.8,\"disk_percent\":38.5}}");

        SystemMetrics metrics = new SystemMetrics(
                Optional.of(45.2),
                Optional.of(62.8),
                Optional.of(38.5),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(message)
                .isEqualTo(new Status(
                        DEVICE,
                        Optional.of("abc123"),
                        Optional.of("192.168.1.100"),
                        Optional.of(metrics),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void writesTheRestartItKnows() {
        String json = MessageCodec.encode(new Restart(new CommandId("cmd-123"), Optional.empty()));

        assertThat(json).isEqualTo("{\"type\":\"restart\",\"commandId\":\"cmd-123\"}");
    }

    @Test
    void writesTheUpdateItKnows() {
        Update update = new Update(new CommandId("cmd-124"), Optional.of("main"), Optional.empty(), Optional.empty());

        assertThat(MessageCodec.encode(update))
                .isEqualTo("{\"type\":\"update\",\"commandId\":\"cmd-124\",\"branch\":\"main\"}");
    }
}
