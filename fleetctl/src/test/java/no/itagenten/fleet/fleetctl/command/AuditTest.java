package no.itagenten.fleet.fleetctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.audit.Chain;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code audit}, {@code audit verify}, {@code audit head} and {@code audit export}. */
class AuditTest {

    private static final String ENTRY = """
            {"id":7,"at":"2026-11-24T03:00:00.000Z","actor":"kari","via":"token","address":"203.0.113.7","agent":null,\
            "action":"device.update","device":"kirke-1","command":"cmd-1","parameters":{"force":"true"},\
            "result":"refused","code":"forbidden","reason":"too \\u001b[31m bad","previous":"00","hash":"11"}""";

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;

    @BeforeEach
    void start() {
        fleet = new FakeFleet();
        cli = new Cli(folder).at(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private void serve(Chain chain) {
        fleet.on("GET /api/audit?limit=1000&after=0", 200, chain.entries().toString());
        fleet.on(
                "GET /api/audit?limit=1000&after="
                        + chain.entries().get(chain.entries().size() - 1).get("id"),
                200,
                "[]");
    }

    private Path file(String name, String content) throws Exception {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void showsWhoDidWhatInATable() {
        fleet.on("GET /api/audit?limit=51&user=kari&action=device", 200, "[" + ENTRY + "]");

        ExitCode code = cli.run("audit", "--user", "kari", "--action", "device");

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(cli.out().lines().findFirst().orElseThrow())
                .matches("ENTRY +TIME +WHO +FROM +ACTION +DEVICE +RESULT +DETAILS");
        assertThat(cli.out())
                .contains("kari", "203.0.113.7", "device.update", "kirke-1", "✘ refused", "cmd-1 force=true – too")
                .doesNotContain("\u001b");
    }

    @Test
    void saysThatThereAreMoreThanItShows() {
        fleet.on("GET /api/audit?limit=2", 200, "[" + ENTRY + "," + ENTRY.replace("kari", "ola") + "]");

        cli.run("audit", "-n", "1", "-o", "json");

        assertThat(cli.out()).contains("\"action\":\"device.update\"").doesNotContain("ola");
        assertThat(cli.err()).contains("There are more than the newest 1", "--limit");
        assertThat(fleet.asked()).hasSize(1);
    }

    @Test
    void saysNothingOfMoreWhereAllAreShown() {
        fleet.on("GET /api/audit?limit=2", 200, "[" + ENTRY + "]");

        cli.run("audit", "-n", "1");

        assertThat(cli.err()).isEmpty();
    }

    @Test
    void aDeviceThatNeverWasIsNoDevice() {
        fleet.on("GET /api/devices", 200, "[]")
                .on("GET /api/audit?limit=51&device=kirk&action=login", 200, "[]")
                .on("GET /api/audit?limit=1&device=kirk", 200, "[]");

        ExitCode code = cli.run("audit", "--device", "kirk", "--action", "login");

        assertThat(code).isEqualTo(ExitCode.NO_DEVICE);
        assertThat(cli.err()).contains("no device is called 'kirk'");
    }

    @Test
    void aNameThatNobodyHadIsHintedAt() {
        fleet.on("GET /api/audit?limit=51&user=karl", 200, "[]").on("GET /api/audit?limit=1&user=karl", 200, "[]");

        ExitCode code = cli.run("audit", "--user", "karl");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(cli.err()).contains("nothing by 'karl'", "fleetctl user list");
    }

    @Test
    void aDeviceThatIsGoneIsMeantByItsId() {
        fleet.on("GET /api/devices", 200, "[]")
                .on("GET /api/audit?limit=51&device=gone-1&action=login", 200, "[]")
                .on("GET /api/audit?limit=1&device=gone-1", 200, "[" + ENTRY + "]");

        ExitCode code = cli.run("audit", "--device", "gone-1", "--action", "login");

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(cli.err()).contains("No such entries.");
    }

    @Test
    void aSoundLogIsVerifiedAndWhatDoesNotShowIsSaid() {
        Chain chain = Chain.of(9);
        serve(chain);

        ExitCode code = cli.run("audit", "verify");

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).contains("is whole: 9 entries", chain.hash(9));
        assertThat(cli.err()).contains("--head");
    }

    @Test
    void aChangedLogIsFoundWhateverTheServerSays() {
        serve(Chain.of(9).edit(5));

        ExitCode code = cli.run("audit", "verify");

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(cli.out()).contains("not whole", "entry 5 was changed");
    }

    @Test
    void theVerdictForProgramsNamesTheEntry() {
        serve(Chain.of(9).edit(5));

        cli.run("audit", "verify", "-o", "json");

        assertThat(cli.out()).contains("\"ok\":false", "\"entries\":4", "\"bad_entry\":5");
    }

    @Test
    void aCutEndIsFoundByTheHeadThatWasKept() throws Exception {
        Chain chain = Chain.of(9);
        for (String kept : new String[] {
            "9 " + chain.hash(9) + " 2026-11-24T03:00:09.000Z\n",
            "{\"id\":9,\"at\":\"2026-11-24T03:00:09.000Z\",\"hash\":\"" + chain.hash(9) + "\"}"
        }) {
            Path export = file("cut.jsonl", Chain.of(7).lines());

            ExitCode code = cli.run(
                    "audit",
                    "verify",
                    "--file",
                    export.toString(),
                    "--head",
                    file("head", kept).toString());

            assertThat(code).isEqualTo(ExitCode.FAILED);
            assertThat(cli.out()).contains("ends with entry 7, and the given head is entry 9");
        }
    }

    @Test
    void anExportIsVerifiedWithoutAnyServer() throws Exception {
        Chain chain = Chain.of(9);
        Path export = file("all.jsonl", chain.lines());
        fleet.close();

        ExitCode code = cli.run("audit", "verify", "--file", export.toString(), "--head", chain.hash(9));

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).contains("is whole: 9 entries");
    }

    @Test
    void whatIsExportedCanBeVerified() throws Exception {
        serve(Chain.of(9));

        cli.run("audit", "export");
        Path export = file("exported.jsonl", cli.out());
        ExitCode code = cli.run("audit", "verify", "--file", export.toString());

        assertThat(code).as(cli.out()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void theHeadIsOneLine() {
        fleet.on("GET /api/audit/head", 200, "{\"id\":9,\"at\":\"2026-11-24T03:00:00.000Z\",\"hash\":\"ab\"}");

        cli.run("audit", "head");

        assertThat(cli.out()).isEqualTo("9 ab 2026-11-24T03:00:00.000Z\n");
    }

    @Test
    void whatIsNoHeadAndNoExportIsSaidSo() throws Exception {
        Path nonsense = file("nonsense", "hello\n");

        assertThat(cli.run("audit", "verify", "--head", folder.resolve("none").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("audit", "verify", "--head", nonsense.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("audit", "verify", "--file", nonsense.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("is no audit log: line 1 is no entry of one");
    }

    @Test
    void anEmptyFileIsNoSoundLog() throws Exception {
        ExitCode code = cli.run("audit", "verify", "--file", file("empty", "").toString());

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("is empty: it has no entry of an audit log");
    }

    @Test
    void aFileThatIsNotThereIsSaidSo() {
        ExitCode code =
                cli.run("audit", "verify", "--file", folder.resolve("none").toString());

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("there is no file");
    }

    @Test
    void aLineThatWasMadeUnreadableIsTampering() throws Exception {
        Path export = file("cut.jsonl", Chain.of(3).lines() + "{\"id\":4,\"at\n");

        ExitCode code = cli.run("audit", "verify", "--file", export.toString());

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(cli.err()).contains("the audit log is not whole: line 4 of");
    }
}
