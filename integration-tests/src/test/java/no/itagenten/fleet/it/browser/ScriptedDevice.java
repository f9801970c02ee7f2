package no.itagenten.fleet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.itagenten.fleet.it.fixture.FirstReleaseDevice;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.DeviceCommand;
import no.itagenten.fleet.protocol.MessageCodec;
import no.itagenten.fleet.protocol.ProtocolException;

/** A device that says of itself whatever the test wants, where enrolment is open. */
final class ScriptedDevice implements AutoCloseable {

    private static final Gson GSON = new Gson();

    private final FirstReleaseDevice connection;
    private final String id;
    private int batch;

    private ScriptedDevice(FirstReleaseDevice connection, String id) {
        this.connection = connection;
        this.id = id;
    }

    static ScriptedDevice connect(Installation installation, String id) {
        return new ScriptedDevice(FirstReleaseDevice.connect(installation.fleetd(), id), id);
    }

    /** Says what it is: every text a device can tell, each beginning with the name of its field. */
    ScriptedDevice report(String text) {
        Map<String, Object> facts = Map.of(
                "hostname", "hostname" + text,
                "model", "model" + text,
                "os", "os" + text,
                "kernel", "kernel" + text,
                "arch", "arch" + text,
                "disks",
                        List.of(Map.of(
                                "mount", "mount" + text, "type", "type" + text, "total_bytes", 100, "used_bytes", 70)),
                "addresses", List.of(Map.of("interface", "interface" + text, "addresses", List.of("host" + text))));
        send("hello", Map.of("protocol", 1, "agent_version", "agent" + text, "facts", facts));
        send(
                "status",
                Map.of(
                        "version",
                        "version" + text,
                        "ip_address",
                        "address" + text,
                        "system",
                        Map.of(
                                "cpu_percent", 45.2,
                                "memory_percent", 72.8,
                                "disk_percent", 91.5,
                                "temperature_celsius", 51.5,
                                "load_1m", 0.7,
                                "uptime", 86400),
                        "services",
                        List.of(
                                Map.of("name", "service" + text, "state", "state" + text),
                                Map.of("name", "other", "state", "active"),
                                Map.of("name", "third", "state", "failed"))));
        send(
                "config",
                Map.of(
                        "revision", 0,
                        "values", Map.of("log_level", "value" + text),
                        "rejected", Map.of("log_sources", "reason" + text)));
        return this;
    }

    /** Says that it is on air, and why. */
    ScriptedDevice onAir(String reason) {
        send("status", Map.of("busy", Map.of("busy", true, "reason", reason, "since", "2026-01-01T00:00:00Z")));
        return this;
    }

    ScriptedDevice log(String level, String source, String message) {
        Map<String, Object> line = Map.of("level", level, "source", source, "message", message);
        send("logs", Map.of("stream", "scripted", "batch", ++batch, "entries", List.of(line)));
        return this;
    }

    /** Waits for the command, and ends it with these words in every field. */
    void end(CommandId command, String state, String text) throws InterruptedException, ProtocolException {
        awaitCommand(command);
        send("ack", Map.of("commandId", command.value()));
        send(
                "progress",
                Map.of(
                        "commandId",
                        command.value(),
                        "state",
                        "running",
                        "phase",
                        "phase" + text,
                        "message",
                        "message" + text));
        send(
                "result",
                Map.of(
                        "commandId",
                        command.value(),
                        "state",
                        state,
                        "message",
                        "result" + text,
                        "exit_code",
                        1,
                        "output",
                        "output" + text,
                        "details",
                        Map.of("detail" + text, "fact" + text)));
    }

    private void awaitCommand(CommandId command) throws InterruptedException, ProtocolException {
        while (true) {
            if (MessageCodec.decodeServerMessage(connection.next()) instanceof DeviceCommand given) {
                assertThat(given.commandId()).isEqualTo(command);
                return;
            }
        }
    }

    private void send(String type, Map<String, Object> fields) {
        Map<String, Object> message = new TreeMap<>(fields);
        message.put("type", type);
        message.put("deviceId", id);
        connection.send(GSON.toJson(message));
    }

    @Override
    public void close() {
        connection.close();
    }
}
