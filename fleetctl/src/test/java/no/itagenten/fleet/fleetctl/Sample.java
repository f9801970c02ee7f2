package no.itagenten.fleet.fleetctl;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

/** JSON as fleetd sends it, at one fixed moment. */
public final class Sample {

    /** The moment the tests take place. */
    public static final Instant NOW = Instant.parse("2026-11-23T19:00:00Z");

    /** A clock that stands there. */
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private Sample() {}

    /** A device with metrics that was seen 12 s ago. */
    public static String device(String id, String name, String status) {
        return """
                {"id":"%s","name":"%s","venue":"Domkirken","tags":["a"],"ip_address":"10.0.0.7",
                "last_seen":"2026-11-23T18:59:48Z","status":"%s","version":"3f9a2c1b3f9a2c1b3f9a2c1b3f9a2c1b3f9a2c1b",
                "config":{"log_level":"info"},"cpu_percent":12.4,"memory_percent":61.0,"disk_percent":91.5,
                "temperature_celsius":48.2,"load_1m":0.42,"uptime":7200,"created_at":"2026-11-01T08:00:00Z",
                "agent_version":"0.1.0","hostname":"r58","model":null,"os":"Debian 12","kernel":"6.1","arch":"aarch64",
                "services":[{"name":"r58-recorder","state":"active"}],"enrolled":true,"queued_commands":0}""".formatted(id, name, status).replace("\n", "");
    }

    /** Two devices: one online and named, one offline. */
    public static String devices() {
        return "[" + device("r58-aaa", "Kirke 1", "online") + "," + device("r58-bbb", "r58-bbb", "offline") + "]";
    }

    /** A restart in some state. */
    public static String command(String id, String device, String state, String reason) {
        boolean ended = !Set.of("queued", "delivered", "running", "waiting").contains(state);
        boolean result = Set.of("succeeded", "failed").contains(state);
        return """
                {"id":"%s","device_id":"%s","type":"restart","parameters":{},"state":"%s","reason":%s,"phase":null,
                "requested_by":"admin","created_at":"2026-11-23T18:59:50Z","updated_at":"2026-11-23T18:59:5%dZ",
                "finished_at":%s,"expires_at":"2026-11-30T19:00:00Z",
                "phases":[{"at":"2026-11-23T18:59:50Z","state":"queued","phase":null,"message":null}%s],
                "result":%s,"output_tail":%s}""".formatted(
                        id,
                        device,
                        state,
                        reason == null ? "null" : "\"" + reason + "\"",
                        ended ? 9 : state.equals("queued") ? 0 : 5,
                        ended ? "\"2026-11-23T18:59:59Z\"" : "null",
                        state.equals("queued")
                                ? ""
                                : ",{\"at\":\"2026-11-23T18:59:55Z\",\"state\":\"running\",\"phase\":\"stop\",\"message\":\"r58-recorder\"}",
                        result
                                ? "{\"state\":\"" + state
                                        + "\",\"message\":\"the message\",\"exit_code\":null,\"details\":{}}"
                                : "null",
                        state.equals("failed") ? "\"first line\\nno camera\"" : "null")
                .replace("\n", "");
    }

    /** The answer to a POST that sets a command off. */
    public static String accepted(String id) {
        return "{\"success\":true,\"commandId\":\"" + id + "\",\"message\":\"on its way\"}";
    }

    /** A log entry. */
    public static String log(long id, String level, String message) {
        return """
                {"id":%d,"timestamp":"2026-11-23T18:59:%02dZ","received_at":"2026-11-23T18:59:59Z","level":"%s",\
                "source":"r58-recorder","message":"%s"}""".formatted(id, id % 60, level, message);
    }
}
