package no.itagenten.fleet.fleetctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Enrolment tokens. */
class EnrollTest {

    private static final String TOKEN = """
            {"id":"%s","name":"kirker","hint":"x9","token":%s,"uses":1,"max_uses":%s,"venue":null,"tags":["a"],\
            "approval":"%s","created_at":"2026-11-23T18:00:00Z","expires_at":"2026-11-24T19:00:00Z",\
            "disabled_at":%s,"revoked_at":null}""";

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;

    @BeforeEach
    void start() {
        fleet = new FakeFleet()
                .on("GET /api/commands?limit=500&state=active", 200, "[]")
                .on("GET /api/commands?limit=500", 200, "[]");
        cli = new Cli(folder).at(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private static String token(String id, String secret, String maxUses, String approval, String disabledAt) {
        return TOKEN.formatted(id, secret, maxUses, approval, disabledAt);
    }

    @Test
    void printsTheSecretOfANewTokenAlone() {
        fleet.on("POST /api/enrollment-tokens", 201, token("et1", "\"the-secret\"", "5", "auto", "null"));

        cli.run("enroll", "create", "--uses", "5", "--expires", "1d", "--tag", "a,b");

        assertThat(cli.out()).isEqualTo("the-secret\n");
        assertThat(cli.err()).contains("Good for 5 devices, expires in 24 h.").doesNotContain("approve");
        assertThat(fleet.asked("POST", "/api/enrollment-tokens").get(0).body())
                .isEqualTo("{\"name\":null,\"uses\":5,\"unlimited\":null,\"expires_in_seconds\":86400,"
                        + "\"venue\":null,\"tags\":[\"a\",\"b\"],\"approval\":null}");
    }

    @Test
    void makesATokenWithoutABoundWhoseDevicesWaitForApproval() {
        fleet.on("POST /api/enrollment-tokens", 201, token("et1", "\"the-secret\"", "null", "manual", "null"));

        cli.run("enroll", "create", "--uses", "unlimited", "--approve", "manual");

        assertThat(cli.err()).contains("any number of devices", "fleetctl device approve DEVICE");
        assertThat(fleet.asked("POST", "/api/enrollment-tokens").get(0).body())
                .contains("\"uses\":null", "\"unlimited\":true", "\"approval\":\"manual\"");
    }

    @Test
    void asksNothingOfTheServerForUsesOrAnApprovalThatDoNotFit() {
        assertThat(cli.run("enroll", "create", "--uses", "many")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("enroll", "create", "--approve", "later")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("--uses unlimited", "'auto' or 'manual'");
        assertThat(fleet.asked()).isEmpty();
    }

    @Test
    void listsTokensWithUsesApprovalAndState() {
        fleet.on(
                "GET /api/enrollment-tokens",
                200,
                "[" + token("et1", "null", "5", "auto", "null") + ","
                        + token("et2", "null", "null", "manual", "\"2026-11-23T18:30:00Z\"") + "]");

        cli.run("enroll", "list");

        assertThat(cli.out()).isEqualTo("""
                        ID   NAME    SECRET  STATE       USED  APPROVAL  EXPIRES  VENUE  TAGS
                        et1  kirker  …x9     ✔ good       1/5  auto      in 24 h  –      a
                        et2  kirker  …x9     – disabled   1/∞  manual    in 24 h  –      a
                        """);
    }

    @Test
    void letsADeviceInThatWaitsOrSendsItAway() {
        String waiting = Sample.device("r58-new", "r58-new", "pending");
        fleet.on("GET /api/devices", 200, "[" + waiting + "]")
                .on("POST /api/devices/r58-new/approve", 200, Sample.device("r58-new", "r58-new", "offline"))
                .on("POST /api/devices/r58-new/reject", 200, "{\"id\":\"r58-new\"}");

        assertThat(cli.run("device", "approve", "r58-new")).isEqualTo(ExitCode.DONE);
        assertThat(cli.run("device", "reject", "r58-new")).isEqualTo(ExitCode.DONE);

        assertThat(fleet.asked("POST", "/api/devices/r58-new/approve")).hasSize(1);
        assertThat(fleet.asked("POST", "/api/devices/r58-new/reject")).hasSize(1);
    }

    @Test
    void saysThatADeviceDidNotWaitForApproval() {
        fleet.on("GET /api/devices", 200, "[" + Sample.device("r58-aaa", "Kirke 1", "online") + "]");

        assertThat(cli.run("device", "approve", "r58-aaa")).isEqualTo(ExitCode.DONE);

        assertThat(cli.err()).contains("did not wait for approval").doesNotContain("let in");
    }

    @Test
    void tellsWhichDevicesWaitAndHowTheyAreLetIn() {
        fleet.on("GET /api/devices", 200, "[" + Sample.device("r58-new", "r58-new", "pending") + "]");

        cli.run("status");
        cli.run("devices");
        cli.run("device", "show", "r58-new");

        assertThat(cli.out())
                .contains("1 device: 0 online, 0 offline, 1 pending")
                .contains("▲ r58-new  waits for approval", "→ fleetctl device approve r58-new")
                .contains("◌ pending")
                .contains("Approval");
    }

    @Test
    void tellsWhichMachinesUseOneKeyAndWhatToDo() {
        String copied = Sample.device("r58-aaa", "Kirke 1", "offline")
                .replaceFirst(
                        "}$",
                        ",\"duplicate_key\":{\"since\":\"2026-11-23T18:00:00Z\","
                                + "\"last_seen\":\"2026-11-23T18:59:00Z\",\"machines\":[{\"address\":\"10.0.0.7\","
                                + "\"hostname\":\"nave\",\"last_seen\":\"2026-11-23T18:59:00Z\"},{\"address\":\"192.0.2.9\","
                                + "\"hostname\":null,\"last_seen\":\"2026-11-23T18:58:00Z\"}]}}");
        fleet.on("GET /api/devices", 200, "[" + copied + "]");

        cli.run("status");
        cli.run("device", "show", "r58-aaa");

        assertThat(cli.out())
                .contains("its key is used by several machines: 10.0.0.7 (nave), 192.0.2.9 for 1 h, since")
                .contains("→ fleetctl device reset-credential r58-aaa")
                .contains("Key also used by", "10.0.0.7 (nave)  1 min ago", "192.0.2.9  2 min ago");
    }

    @Test
    void disablesEnablesAndRevokes() {
        fleet.on("POST /api/enrollment-tokens/et1/disable", 200, token("et1", "null", "5", "auto", "null"))
                .on("POST /api/enrollment-tokens/et1/enable", 200, token("et1", "null", "5", "auto", "null"))
                .on("DELETE /api/enrollment-tokens/et1", 200, "{\"id\":\"et1\"}");

        assertThat(cli.run("enroll", "disable", "et1")).isEqualTo(ExitCode.DONE);
        assertThat(cli.err()).contains("fleetctl enroll enable et1");
        assertThat(cli.run("enroll", "enable", "et1")).isEqualTo(ExitCode.DONE);
        assertThat(cli.run("enroll", "revoke", "et1")).isEqualTo(ExitCode.DONE);
    }
}
