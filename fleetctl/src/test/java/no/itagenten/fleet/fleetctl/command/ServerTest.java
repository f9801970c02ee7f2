package no.itagenten.fleet.fleetctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code server backup} and {@code server check}. */
class ServerTest {

    private static final String CHECK = """
            {"ok":%s,"timestamp":"2026-11-24T03:00:00Z","version":"0.1.0","schema_version":"3",\
            "database_bytes":12300000,"free_bytes":4500000000,"problems":[%s]}""";

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;
    private Path file;

    @BeforeEach
    void start() {
        fleet = new FakeFleet();
        cli = new Cli(folder).at(fleet);
        file = folder.resolve("fleet.db");
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private static byte[] sha256(String content) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
    }

    private void serve(String content, byte[] digest) {
        fleet.header("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":")
                .header("R58-Schema-Version", "3")
                .on("POST /api/server/backup", 200, "application/vnd.sqlite3", content);
    }

    @Test
    void savesTheWholeFileForItsOwnerAlone() throws Exception {
        serve("database", sha256("database"));

        ExitCode code = cli.run("server", "backup", file.toString());

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(file).hasContent("database");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(cli.out()).isEqualTo(file + "\n");
        assertThat(folder.resolve("fleet.db.part")).doesNotExist();
    }

    @Test
    void printsForProgramsWhatItSaved() throws Exception {
        serve("database", sha256("database"));

        cli.run("server", "backup", file.toString(), "-o", "json");

        assertThat(cli.out())
                .isEqualTo("{\"apiVersion\":\"fleet/v1\",\"kind\":\"Backup\",\"file\":\"" + file
                        + "\",\"bytes\":8,\"sha256\":\"" + HexFormat.of().formatHex(sha256("database"))
                        + "\",\"schema_version\":\"3\"}\n");
    }

    @Test
    void keepsNothingOfWhatArrivedDamaged() throws Exception {
        serve("damaged", sha256("database"));

        ExitCode code = cli.run("server", "backup", file.toString());

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(cli.err()).contains("SHA-256 is another one", "Run the command again");
        assertThat(file).doesNotExist();
        assertThat(folder.resolve("fleet.db.part")).doesNotExist();
    }

    @Test
    void replacesAFileOnlyWhenToldTo() throws Exception {
        serve("database", sha256("database"));
        Files.writeString(file, "older");

        ExitCode refused = cli.run("server", "backup", file.toString());
        String kept = Files.readString(file);
        ExitCode forced = cli.run("server", "backup", file.toString(), "--force");

        assertThat(refused).isEqualTo(ExitCode.USAGE);
        assertThat(kept).isEqualTo("older");
        assertThat(forced).isEqualTo(ExitCode.DONE);
        assertThat(file).hasContent("database");
    }

    @Test
    void aFolderIsNoFileAndASecondWordIsTooMuch() {
        assertThat(cli.run("server", "backup", folder.toString(), "--force")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("server", "backup", "/", "--force")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("server", "backup", "a", "b")).isEqualTo(ExitCode.USAGE);
        assertThat(fleet.asked()).isEmpty();
    }

    @Test
    void writesToStandardOutput() throws Exception {
        serve("database", sha256("database"));

        ExitCode code = cli.run("server", "backup", "-");

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).isEqualTo("database");
    }

    @Test
    void aSoundServerIsOk() {
        fleet.on("GET /api/server/check", 200, CHECK.formatted("true", ""));

        ExitCode code = cli.run("server", "check");

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).contains("Result      ok", "Database    12.3 MB", "Free space  4.5 GB");
    }

    @Test
    void aProblemEndsWithOne() {
        fleet.on("GET /api/server/check", 200, CHECK.formatted("false", "\"the disk is nearly full\""));

        ExitCode code = cli.run("server", "check");

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(cli.out()).contains("not ok", "Problem     the disk is nearly full");
    }

    @Test
    void whoMayNotIsTold() {
        fleet.on("POST /api/server/backup", 403, "{\"error\":\"this needs the role admin\",\"code\":\"forbidden\"}");

        assertThat(cli.run("server", "backup", file.toString())).isEqualTo(ExitCode.NOT_ALLOWED);
        assertThat(file).doesNotExist();
    }
}
