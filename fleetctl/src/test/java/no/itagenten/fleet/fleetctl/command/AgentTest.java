package no.itagenten.fleet.fleetctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.protocol.release.AgentRelease;
import no.itagenten.fleet.protocol.release.ReleaseVersion;
import no.itagenten.fleet.protocol.release.SignedRelease;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {

    private static final String RELEASES = "/api/agent/releases";
    private static final String UPDATE = "/api/devices/r58-aaa/agent-update";
    private static final String SHA256 = "0123456789abcdef".repeat(4);

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;
    private Path archive;

    @BeforeEach
    void start() throws Exception {
        fleet = new FakeFleet()
                        .on("GET /api/devices", 200, Sample.devices())
                        .on("POST " + UPDATE, 200, Sample.accepted("c1"))
                        .on("GET /api/commands/c1", 200, Sample.command("c1", "r58-aaa", "succeeded", null))
                        .stream("/api/events");
        cli = new Cli(folder).at(fleet);
        archive = Files.write(folder.resolve("agent.tar.gz"), new byte[] {1, 2, 3, 4});
        SignedRelease signed = new SignedRelease(
                new AgentRelease(ReleaseVersion.parse("1.5.0"), SHA256, 4),
                Base64.getEncoder().encodeToString(new byte[64]));
        Files.writeString(folder.resolve("agent.tar.gz.sig"), signed.text());
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void updatesToTheVersionThatIsNamed() {
        ExitCode code = cli.run("agent", "update", "kirke", "--version", "1.5.0");

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(fleet.asked("POST", UPDATE).get(0).body()).startsWith("{\"version\":\"1.5.0\"");
    }

    @Test
    void leavesTheVersionToTheServer() {
        cli.run("agent", "update", "kirke");

        assertThat(fleet.asked("POST", UPDATE).get(0).body()).startsWith("{\"version\":null");
    }

    @Test
    void whatIsNoVersionIsAMistake() {
        ExitCode code = cli.run("agent", "update", "kirke", "--version", "latest");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("--version: a version is three numbers", "fleetctl agent releases");
    }

    @Test
    void uploadsFromWhereTheServerSaysThatItEnds() {
        fleet.on("POST " + RELEASES, 200, release(2, "null"));
        fleet.on("POST " + RELEASES, 200, release(4, "\"2025-12-21T20:00:00Z\""));

        ExitCode code = cli.run("agent", "upload", archive.toString());

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(fleet.asked("POST", RELEASES).get(1).body()).contains("\"offset\":2,\"data\":\"AwQ=\"");
        assertThat(cli.err()).contains("The server holds release 1.5.0");
    }

    @Test
    void refusesAnArchiveWithoutASignature() throws Exception {
        Files.delete(folder.resolve("agent.tar.gz.sig"));

        ExitCode code = cli.run("agent", "upload", archive.toString());

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(cli.err()).contains("agent.tar.gz.sig cannot be read: there is no such file", "agent-archive --key");
    }

    @Test
    void listsWhatThereIs() {
        fleet.on("GET " + RELEASES, 200, "[" + release(4, "\"2025-12-21T20:00:00Z\"") + "]");

        cli.run("agent", "releases");

        assertThat(cli.out()).contains("1.5.0", "4 B", SHA256);
    }

    @Test
    void removes() {
        fleet.on("DELETE " + RELEASES + "/1.5.0", 200, "{\"id\":\"1.5.0\"}");

        ExitCode code = cli.run("agent", "remove", "1.5.0");

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(fleet.asked("DELETE", RELEASES + "/1.5.0")).hasSize(1);
    }

    private static String release(int received, String uploadedAt) {
        return "{\"version\":\"1.5.0\",\"sha256\":\"" + SHA256 + "\",\"size\":4,\"received\":" + received
                + ",\"uploaded_at\":" + uploadedAt + "}";
    }
}
