package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetd.secret.Secrets;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup and check of a running server, and what a server does that is started with a backup. */
class BackupTest {

    @TempDir
    private Path folder;

    private static HttpResponse<InputStream> backup(RunningFleetd fleetd) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(fleetd.url() + "/api/server/backup"))
                                .header("Authorization", "Bearer " + fleetd.adminToken())
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofInputStream());
    }

    @Test
    void aBackupComesWholeAndBearsItsDigest() throws Exception {
        try (RunningFleetd fleetd = RunningFleetd.start(folder)) {
            HttpResponse<InputStream> answer = backup(fleetd);
            byte[] bytes = answer.body().readAllBytes();

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(new String(bytes, 0, 15, StandardCharsets.US_ASCII)).isEqualTo("SQLite format 3");
            assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(bytes.length);
            assertThat(answer.headers().firstValue("Repr-Digest"))
                    .contains("sha-256=:"
                            + Base64.getEncoder()
                                    .encodeToString(
                                            MessageDigest.getInstance("SHA-256").digest(bytes))
                            + ":");
            assertThat(leftFiles()).isEmpty();
        }
    }

    @Test
    void noSecretIsInABackupNotEvenItsHash() throws Exception {
        try (RunningFleetd fleetd = RunningFleetd.start(folder)) {
            String enrollment = fleetd.enrollmentToken();
            fleetd.api().anonymous().post("/api/login", "{\"token\":\"" + fleetd.adminToken() + "\"}");

            String copy = new String(backup(fleetd).body().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(copy).doesNotContain(Secrets.hash(enrollment)).doesNotContain(Secrets.hash(fleetd.adminToken()));
        }
    }

    @Test
    void aServerStartedWithABackupKnowsItsDevicesAndMakesANewAdminToken() throws Exception {
        Path restored = Files.createDirectories(folder.resolve("restored"));
        String oldToken;
        String enrollment;
        try (RunningFleetd fleetd = RunningFleetd.startOpen(folder.resolve("old"))) {
            TestDevice.connect(fleetd, "box-1").heartbeat().close();
            oldToken = fleetd.adminToken();
            enrollment = fleetd.enrollmentToken();
            Files.copy(backup(fleetd).body(), restored.resolve("fleet.db"));
        }

        try (RunningFleetd fleetd = RunningFleetd.start(restored)) {
            assertThat(fleetd.daemon().newAdminToken()).isPresent();
            assertThat(fleetd.adminToken()).isNotEqualTo(oldToken);
            assertThat(fleetd.api().withToken(oldToken).get("/api/whoami").status())
                    .isEqualTo(401);
            assertThat(fleetd.api().get("/api/devices/box-1").status()).isEqualTo(200);
            assertThat(fleetd.api()
                            .get("/api/enrollment-tokens")
                            .array()
                            .get(0)
                            .getAsJsonObject()
                            .get("revoked_at")
                            .isJsonNull())
                    .isFalse();
            assertThat(enrollment).isNotEmpty();
        }
    }

    @Test
    void thereIsOneAtATime() throws Exception {
        try (RunningFleetd fleetd = RunningFleetd.start(folder)) {
            fillDatabase();
            HttpResponse<InputStream> unread = backup(fleetd);

            Reply second = fleetd.api().post("/api/server/backup");
            Reply check = fleetd.api().get("/api/server/check");
            unread.body().readAllBytes();

            assertThat(second.status()).isEqualTo(429);
            assertThat(check.status()).isEqualTo(429);
            assertThat(fleetd.api().get("/api/devices").status()).isEqualTo(200);
        }
    }

    @Test
    void whatAKilledServerLeftIsRemoved() throws Exception {
        Files.writeString(folder.resolve("backup-123.tmp"), "half");
        Files.writeString(folder.resolve("backup-123.tmp-journal"), "half");

        RunningFleetd.start(folder).close();

        assertThat(leftFiles()).isEmpty();
    }

    @Test
    void theCheckOfASoundServerFindsNothing() {
        try (RunningFleetd fleetd = RunningFleetd.start(folder)) {
            Reply check = fleetd.api().get("/api/server/check");

            assertThat(check.object().get("ok").getAsBoolean()).as(check.body()).isTrue();
            assertThat(check.object().get("problems").getAsJsonArray()).isEmpty();
            assertThat(check.text("schema_version")).isNotEmpty();
            assertThat(check.object().get("free_bytes").getAsLong()).isPositive();
        }
    }

    @Test
    void damageIsFoundAndNotBackedUp() throws Exception {
        try (RunningFleetd fleetd = RunningFleetd.start(folder)) {
            fillDatabase();
            try (RandomAccessFile file =
                    new RandomAccessFile(folder.resolve("fleet.db").toFile(), "rw")) {
                file.seek(file.length() / 2);
                file.write(new byte[256 * 1024]);
            }

            Reply check = fleetd.api().get("/api/server/check");
            Reply backup = fleetd.api().post("/api/server/backup");

            assertThat(check.object().get("ok").getAsBoolean()).as(check.body()).isFalse();
            assertThat(check.object().get("problems").getAsJsonArray()).isNotEmpty();
            assertThat(backup.status()).isEqualTo(503);
            assertThat(leftFiles()).isEmpty();
        }
    }

    /** More than the sockets between them hold, so that an answer that is not read stays under way. */
    private void fillDatabase() throws Exception {
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("fleet.db"));
                var insert = connection.createStatement()) {
            insert.execute("PRAGMA busy_timeout = 5000");
            insert.execute("INSERT INTO setting (name, value) VALUES ('ballast', hex(zeroblob(16000000)))");
            insert.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private List<String> leftFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("backup-"))
                    .toList();
        }
    }
}
