package no.itagenten.fleet.fleetctl.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.client.ServerEvent;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@code -o json} prints, one document of each kind, as scripts rely on it. A field may be added to a file in {@code documents}; none
 * goes and none changes its meaning as long as the apiVersion is the same. {@code -Dwrite.documents=true} writes the files anew.
 */
class DocumentOfEveryKindTest {

    private static final Path DOCUMENTS = Path.of("src/test/resources/documents");
    private static final String COMMAND = Sample.command("cmd-1", "r58-aaa", "failed", null);
    private static final String WORK = "work";

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;

    @BeforeEach
    void start() {
        fleet = new FakeFleet()
                .on("GET /api/devices", 200, "[" + device() + "]")
                .on("GET /api/commands?limit=500", 200, "[" + COMMAND + "]")
                .on(
                        "GET /api/commands?limit=500&state=active",
                        200,
                        "[" + Sample.command("cmd-2", "r58-aaa", "queued", "offline") + "]");
        cli = new Cli(folder).at(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    /** With something in every field. */
    private static String device() {
        String more = """
                "config_rejected":{"log_level":"no such level"},"disks":[{"mount":"/","type":"ext4","total_bytes":29100000000,
                "used_bytes":12300000000}],"addresses":[{"interface":"eth0","addresses":["10.0.0.7"]}],
                "blocked_commits":{"3f9a2c1b3f9a2c1b3f9a2c1b3f9a2c1b3f9a2c1c":"2026-11-24T19:00:00Z"},
                "busy":{"busy":true,"reason":"recording","since":"2026-11-23T18:00:00Z"},
                "lock":{"owner":"kari","reason":"concert","since":"2026-11-23T17:00:00Z","until":"2026-11-23T21:00:00Z"},
                "window":{"open":false,"opens_at":"2026-11-24T02:00:00Z","closes_at":null,"windows":["daily 02:00-04:00"]},
                "time_zone":"Europe/Oslo","policy_in_force":true,"duplicate_key":{"since":"2026-11-23T18:00:00Z",
                "last_seen":"2026-11-23T18:59:00Z","machines":[{"address":"10.0.0.7","hostname":"r58",
                "last_seen":"2026-11-23T18:59:00Z"}]},"model":"Mekotronics R58",""";
        return Sample.device("r58-aaa", "Kirke 1", "online").replace("\"model\":null,", more.replace("\n", ""));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void isAsItWas(Kind kind) throws Exception {
        Path file = DOCUMENTS.resolve(kind.title() + ".json");
        String document = pretty(document(kind));

        if (Boolean.getBoolean("write.documents")) {
            Files.createDirectories(DOCUMENTS);
            Files.writeString(file, document);
        }

        assertThat(file).as("-Dwrite.documents=true writes it").exists();
        assertThat(document).isEqualTo(Files.readString(file));
        assertThat(document).contains("\"apiVersion\": \"fleet/v1\"", "\"kind\": \"" + kind.title());
    }

    /** One document of that kind; a new kind does not compile without one. */
    private String document(Kind kind) throws Exception {
        return switch (kind) {
            case DEVICE -> print("devices");
            case DEVICE_STATUS -> answered("GET /api/devices/r58-aaa/status", """
                    {"id":"r58-aaa","name":"Kirke 1","status":"online","last_seen":"2026-11-23T18:59:48Z","version":"3f9a2c1b",
                    "cpu_percent":12.4,"memory_percent":61.0,"disk_percent":91.5,"temperature_celsius":48.2,"load_1m":0.42,
                    "uptime":7200}""", "status kirke");
            case FLEET_STATUS -> print("status");
            case ALERT -> print("alerts");
            case COMMAND -> answered("GET /api/commands/cmd-1", COMMAND, "command show cmd-1");
            case BUNDLE -> bundle();
            case CONFIG -> answered("GET /api/devices/r58-aaa/config", """
                    {"revision":4,"desired":{"log_level":"debug"},"reported":{"log_level":"info"},"in_sync":false,
                    "rejected":{"log_level":"no"},"reported_at":"2026-11-23T18:00:00Z","reported_revision":4}""", "config get kirke");
            case LOG_ENTRY ->
                answered(
                        "GET /api/devices/r58-aaa/logs?limit=100",
                        "[" + Sample.log(7, "warn", "no camera") + "]",
                        "logs kirke");
            case EVENT -> event();
            case WINDOW ->
                answered(
                        "GET /api/windows",
                        "[{\"device_id\":\"r58-aaa\",\"tag\":null,\"windows\":[\"daily 02:00-04:00\"]}]",
                        "window list");
            case AGENT_RELEASE -> answered("GET /api/agent/releases", """
                    [{"version":"1.5.0","sha256":"0123","size":4,"received":4,"uploaded_at":"2026-11-23T18:00:00Z"}]""", "agent releases");
            case ENROLLMENT_TOKEN -> answered("GET /api/enrollment-tokens", """
                    [{"id":"et-1","name":"churches","hint":"x9","token":null,"uses":1,"max_uses":5,"venue":"Oslo","tags":["a"],
                    "approval":"auto","created_at":"2026-11-23T18:00:00Z","expires_at":"2026-11-24T19:00:00Z",
                    "disabled_at":"2026-11-23T18:30:00Z","revoked_at":"2026-11-23T18:40:00Z"}]""", "enroll list");
            case ACCESS_TOKEN -> answered("GET /api/access-tokens", """
                    [{"id":"at-1","name":"ci","kind":"api","role":"operator","venues":["Oslo"],"tags":["a"],"may":["update"],
                    "hint":"x9Qa","token":null,"created_by":"admin","created_at":"2026-11-23T18:00:00Z",
                    "expires_at":"2026-11-24T19:00:00Z","last_used_at":"2026-11-23T18:30:00Z",
                    "revoked_at":"2026-11-23T18:40:00Z"}]""", "token list");
            case USER -> answered("GET /api/users", """
                    [{"name":"kari","role":"operator","venues":["Oslo"],"tags":["a"],"enabled":true,
                    "created_at":"2026-11-23T18:00:00Z"}]""", "user list");
            case IDENTITY ->
                answered(
                        "GET /api/whoami",
                        "{\"name\":\"ci\",\"role\":\"operator\",\"venues\":[\"Oslo\"],\"tags\":[\"a\"],\"may\":[\"update\"]}",
                        "whoami");
            case CONTEXT -> {
                new Cli(folder).run("context", "add", "studio", "--url", "https://fleet.example.org");
                yield print("context list");
            }
            case SERVER_CHECK -> answered("GET /api/server/check", """
                    {"ok":true,"timestamp":"2026-11-24T03:00:00Z","version":"0.1.0","schema_version":"3","database_bytes":12300000,
                    "free_bytes":4500000000,"problems":[]}""", "server check");
            case BACKUP -> backup();
            case AUDIT_ENTRY -> answered("GET /api/audit?limit=51", """
                    [{"id":7,"at":"2026-11-24T03:00:00.000Z","actor":"kari","via":"token","address":"203.0.113.7","agent":"curl",
                    "action":"device.update","device":"kirke-1","command":"cmd-1","parameters":{"force":"true"},
                    "result":"refused","code":"forbidden","reason":"not hers","previous":"00","hash":"11"}]""", "audit");
            case AUDIT_HEAD ->
                answered(
                        "GET /api/audit/head",
                        "{\"id\":9,\"at\":\"2026-11-24T03:00:00.000Z\",\"hash\":\"ab\"}",
                        "audit head");
            case AUDIT_VERDICT -> answered("GET /api/audit?limit=1000&after=0", "[]", "audit verify");
            case SIGNING_KEY ->
                answered(
                        "POST /api/server/signing-key",
                        "{\"key_id\":\"k-2\",\"earlier_until\":\"2026-11-23T20:00:00Z\"}",
                        "server rotate-signing-key");
        };
    }

    private String answered(String request, String answer, String line) {
        fleet.on(request, 200, answer.replace("\n", ""));
        return print(line);
    }

    private String print(String line) {
        cli.run((line + " -o json --quiet").split(" ", -1));
        assertThat(cli.out()).as(cli.err()).isNotEmpty();
        return cli.out().replace(folder.toString(), WORK);
    }

    private String bundle() throws Exception {
        serveFile("GET /api/commands/cmd-3/bundle");
        fleet.on("POST /api/devices/r58-aaa/bundle", 200, Sample.accepted("cmd-3"));
        return answered(
                "GET /api/commands/cmd-3",
                Sample.command("cmd-3", "r58-aaa", "succeeded", null).replace("\"restart\"", "\"bundle\""),
                "bundle kirke " + folder.resolve("nave.tar.gz"));
    }

    private String backup() throws Exception {
        serveFile("POST /api/server/backup");
        return print("server backup " + folder.resolve("fleet.db"));
    }

    private void serveFile(String request) throws Exception {
        byte[] sum = MessageDigest.getInstance("SHA-256").digest("file".getBytes(StandardCharsets.UTF_8));
        fleet.on(request, 200, "application/octet-stream", "file")
                .header("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(sum) + ":")
                .header("R58-Schema-Version", "3");
    }

    /** A stream has no end, and its events no envelope but this. */
    private static String event() {
        ServerEvent event = new ServerEvent("device_removed", "{\"id\":\"r58-aaa\"}", "1-7");
        return OutputFormat.parse("json")
                .render(
                        Document.of(Kind.EVENT, new EventPrinter(new Times(Sample.CLOCK), Paint.NONE).item(event)),
                        true,
                        false);
    }

    private static String pretty(String json) throws IOException {
        try {
            return WireJson.encodePretty(WireJson.decode(json, JsonElement.class)) + "\n";
        } catch (ProtocolException e) {
            throw new IOException(json, e);
        }
    }
}
