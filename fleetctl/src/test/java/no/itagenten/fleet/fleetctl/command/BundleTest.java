package no.itagenten.fleet.fleetctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {

    private static final String PATH = "/api/devices/r58-aaa/bundle";
    private static final String ARCHIVE = "archive";

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;
    private Path file;

    @BeforeEach
    void start() throws Exception {
        fleet = new FakeFleet()
                        .on("GET /api/devices", 200, Sample.devices())
                        .on("POST " + PATH, 200, Sample.accepted("c1"))
                        .on("GET /api/commands/c1/bundle", 200, "application/gzip", ARCHIVE)
                        .header("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(sha256()) + ":")
                        .stream("/api/events");
        cli = new Cli(folder).at(fleet);
        file = folder.resolve("nave.tar.gz");
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private static byte[] sha256() throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(ARCHIVE.getBytes(StandardCharsets.UTF_8));
    }

    private void ends(String state) {
        fleet.on(
                "GET /api/commands/c1",
                200,
                Sample.command("c1", "r58-aaa", state, null).replace("\"type\":\"restart\"", "\"type\":\"bundle\""));
    }

    @Test
    void savesWhatTheDeviceGathered() {
        ends("succeeded");

        ExitCode code = cli.run("bundle", "kirke", file.toString());

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(file).hasContent(ARCHIVE);
        assertThat(cli.out()).isEqualTo(file + "\n");
        assertThat(cli.err()).contains("look before you pass it on");
    }

    @Test
    void printsForProgramsWhatItSaved() throws Exception {
        ends("succeeded");

        cli.run("bundle", "kirke", file.toString(), "-o", "json");

        assertThat(cli.out())
                .isEqualTo("{\"apiVersion\":\"fleet/v1\",\"kind\":\"Bundle\",\"file\":\"" + file
                        + "\",\"bytes\":7,\"sha256\":\"" + HexFormat.of().formatHex(sha256())
                        + "\",\"command_id\":\"c1\"}\n");
    }

    @Test
    void aDeviceThatFailedHasNothingToSave() {
        ends("failed");

        ExitCode code = cli.run("bundle", "kirke", file.toString());

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(cli.err()).contains("the message");
        assertThat(file).doesNotExist();
    }

    @Test
    void whatIsStillOnItsWayCanBeFetchedLater() {
        ends("running");

        ExitCode code = cli.run("bundle", "kirke", file.toString(), "--timeout", "0s");

        assertThat(code).isEqualTo(ExitCode.PENDING);
        assertThat(cli.err()).contains("fleetctl bundle r58-aaa --command c1");
    }

    @Test
    void anEarlierOneIsFetchedWithoutAskingTheDevice() {
        ends("succeeded");

        ExitCode code = cli.run("bundle", "kirke", file.toString(), "--command", "c1");

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(file).hasContent(ARCHIVE);
        assertThat(fleet.asked()).noneMatch(asked -> asked.path().equals(PATH));
    }

    @Test
    void aCommandOfAnotherKindIsNoBundle() {
        fleet.on("GET /api/commands/c1", 200, Sample.command("c1", "r58-aaa", "succeeded", null));

        ExitCode code = cli.run("bundle", "kirke", file.toString(), "--command", "c1");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("asked for no bundle");
    }

    @Test
    void aFileThatIsThereIsNotLostAndTheDeviceNotBothered() throws Exception {
        Files.writeString(file, "older");

        ExitCode code = cli.run("bundle", "kirke", file.toString());

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(file).hasContent("older");
        assertThat(fleet.asked()).noneMatch(asked -> asked.path().equals(PATH));
    }

    @Test
    void withoutWaitingItsIdIsPrinted() {
        ExitCode code = cli.run("bundle", "kirke", "--async");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).isEqualTo("c1\n");
    }

    @Test
    void aHyphenIsStandardOutput() {
        ends("succeeded");

        ExitCode code = cli.run("bundle", "kirke", "-");

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).isEqualTo(ARCHIVE);
        assertThat(Path.of("-")).doesNotExist();
    }

    @Test
    void aBundleIsNotPrintedOnATerminal() {
        assertThat(cli.onTerminal(80).run("bundle", "kirke", "-")).isEqualTo(ExitCode.USAGE);

        assertThat(cli.err()).contains("on a terminal", "Name a FILE");
    }

    @Test
    void aFileThatCannotBeIsNoticedBeforeTheDeviceIsBothered() {
        ExitCode code =
                cli.run("bundle", "kirke", folder.resolve("none/x.tar.gz").toString());

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("there is no folder for");
        assertThat(fleet.asked()).noneMatch(asked -> asked.path().equals(PATH));
    }
}
