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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks and maintenance windows: setting them, and seeing them wherever the device is. */
class LeaveAloneTest {

    private static final String AAA = "/api/devices/r58-aaa";

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;

    @BeforeEach
    void start() {
        fleet = new FakeFleet()
                .on("GET /api/commands?limit=500&state=active", 200, "[]")
                .on("GET /api/commands?limit=500", 200, "[]")
                .on("GET /api/devices", 200, "[" + held() + "]");
        cli = new Cli(folder).at(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private static String held() {
        String device = Sample.device("r58-aaa", "Kirke 1", "online");
        return device.substring(0, device.length() - 1)
                + ",\"busy\":{\"busy\":true,\"reason\":\"recording\",\"since\":\"2026-11-23T18:03:00Z\"},"
                + "\"lock\":{\"owner\":\"ola\",\"reason\":\"concert\",\"since\":\"2026-11-23T18:00:00Z\","
                + "\"until\":\"2026-11-23T22:00:00Z\"},\"window\":{\"open\":false,\"opens_at\":\"2026-11-24T01:00:00Z\","
                + "\"closes_at\":null,\"windows\":[\"mon-fri 02:00-05:00\"]},\"time_zone\":\"Europe/Oslo\","
                + "\"policy_in_force\":false}";
    }

    @Test
    void locks() {
        fleet.on("PUT " + AAA + "/lock", 200, held());

        ExitCode code = cli.run("lock", "kirke", "--reason", "concert", "--for", "2h");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(fleet.asked("PUT", AAA + "/lock").get(0).body())
                .isEqualTo("{\"reason\":\"concert\",\"for_seconds\":7200}");
        assertThat(cli.out())
                .isEqualTo("r58-aaa (Kirke 1) is locked by ola: concert, until 2026-11-23 22:00:00Z"
                        + " (the device does not know it yet)\n");
    }

    @Test
    void aReasonDoesNothingToTheTerminal() {
        String hostile = held().replace("\"concert\"", "\"\\u001b[31mconcert\\u0007\"");
        fleet.on("PUT " + AAA + "/lock", 200, hostile).on("GET /api/devices", 200, "[" + hostile + "]");
        fleet.on("DELETE " + AAA + "/lock", 200, Sample.device("r58-aaa", "Kirke 1", "online"));

        cli.run("lock", "kirke", "--reason", "concert");
        cli.run("devices");
        cli.run("unlock", "kirke");

        assertThat(cli.out()).contains("concert").doesNotContain("\u001b", "\u0007");
    }

    @Test
    void unlocksAndSaysWhoseLockItWas() {
        fleet.on("DELETE " + AAA + "/lock", 200, Sample.device("r58-aaa", "Kirke 1", "online"));

        assertThat(cli.run("unlock", "kirke")).isEqualTo(ExitCode.DONE);

        assertThat(cli.out()).isEqualTo("r58-aaa (Kirke 1) is unlocked; it was locked by ola: concert\n");
    }

    @Test
    void aLockNeedsAReason() {
        assertThat(cli.run("lock", "kirke")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("lock", "kirke", "--reason", " ")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void setsTheWindowsOfADevice() {
        fleet.on("PUT " + AAA + "/windows", 200, held());

        ExitCode code = cli.run("window", "set", "kirke", "--at", "mon-fri 02:00-05:00", "--at", "sat 22:00-06:00");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(fleet.asked("PUT", AAA + "/windows").get(0).body())
                .isEqualTo("{\"windows\":[\"mon-fri 02:00-05:00\",\"sat 22:00-06:00\"]}");
    }

    @Test
    void setsTheWindowsOfATag() {
        fleet.on(
                "PUT /api/tags/church%20bells/windows",
                200, "{\"device_id\":null,\"tag\":\"church bells\",\"windows\":[\"daily 02:00-04:00\"]}");

        ExitCode code = cli.run("window", "set", "--tag", "church bells", "--at", "daily 02:00-04:00");

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).isEqualTo("""
                OF   NAME          WINDOWS
                tag  church bells  daily 02:00-04:00
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"window set --at daily", "window clear", "window set kirke --tag a --at x", "window set kirke"})
    void refusesWhatCannotBeMeant(String words) {
        assertThat(cli.run(words.split(" ", -1))).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aWindowThatCannotBeReadSaysHowToWriteIt() {
        assertThat(cli.run("window", "set", "kirke", "--at", "at night")).isEqualTo(ExitCode.USAGE);

        assertThat(cli.err()).contains("mon-fri 02:00-05:00");
    }

    @Test
    void isShownInTheListOfDevices() {
        cli.run("devices");

        assertThat(cli.out())
                .contains("LEAVE ALONE")
                .contains("◆ on air: recording since 2026-11-23 18:03:00Z; locked by ola: concert");
    }

    @Test
    void isShownInTheStatusOfTheFleet() {
        cli.run("status");

        assertThat(cli.out()).contains("LEAVE ALONE").contains("on air: recording");
    }

    @Test
    void isShownWithTheDevice() {
        cli.run("device", "show", "kirke");

        assertThat(cli.out())
                .contains("On air")
                .contains("locked by ola")
                .contains("mon-fri 02:00-05:00  closed, opens in 6 h")
                .contains("Europe/Oslo");
    }
}
