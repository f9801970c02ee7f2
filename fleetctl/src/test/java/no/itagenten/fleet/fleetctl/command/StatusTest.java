package no.itagenten.fleet.fleetctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusTest {

    private static final String GOOD =
            Sample.device("r58-aaa", "Kirke 1", "online").replace("91.5", "41.5");

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;

    @BeforeEach
    void start() {
        fleet = new FakeFleet();
        cli = new Cli(folder).at(fleet);
        commands("", "");
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private void devices(String... devices) {
        fleet.on("GET /api/devices", 200, "[" + String.join(",", devices) + "]");
    }

    private void commands(String active, String latest) {
        fleet.close();
        fleet = new FakeFleet()
                .on("GET /api/commands?limit=500&state=active", 200, "[" + active + "]")
                .on("GET /api/commands?limit=500", 200, "[" + latest + "]");
        cli.at(fleet);
    }

    private static String with(String device, String json) {
        return device.replaceFirst("}$", "," + json + "}");
    }

    @Test
    void aDryRunThatWasRejectedIsNoFaultAndMendsNone() {
        String dryRun = Sample.command("c-2", "r58-aaa", "rejected", null)
                .replace("\"parameters\":{}", "\"parameters\":{\"dry_run\":\"true\"}");
        commands("", dryRun);
        devices(GOOD);

        cli.run("status");

        assertThat(cli.out()).contains("nothing is wrong");

        commands("", dryRun + "," + Sample.command("c-1", "r58-aaa", "failed", null));
        devices(GOOD);

        cli.run("status");

        assertThat(cli.out()).contains("restart failed");
    }

    @Test
    void saysOfAHealthyFleetSoInOneLine() {
        devices(GOOD);

        ExitCode code = cli.run("status");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).isEqualTo("✔ 1 device, online; nothing is wrong.\n");
    }

    @Test
    void tellsWhatIsWrongSinceWhenAndTheCommandThatHelps() {
        devices(
                with(
                        GOOD.replace("active\"", "failed\""),
                        "\"disks\":[{\"mount\":\"/\",\"type\":\"ext4\",\"total_bytes\":30000000000,"
                                + "\"used_bytes\":29100000000}],"
                                + "\"config_rejected\":{\"log_level\":\"locked on the device\"}"),
                Sample.device("r58-bbb", "r58-bbb", "offline"));

        cli.run("status");

        assertThat(cli.out()).isEqualTo("""
                        2 devices: 1 online, 1 offline

                        WRONG
                        ✘ r58-aaa (Kirke 1)  disk / is 97% full, 900.0 MB left
                          → fleetctl device show r58-aaa
                        ✘ r58-bbb  offline for 12 s, since 2026-11-23 18:59:48Z
                          → fleetctl logs r58-bbb -n 20
                        ✘ r58-aaa (Kirke 1)  service r58-recorder is failed
                          → fleetctl restart r58-aaa --service r58-recorder
                        ▲ r58-aaa (Kirke 1)  configuration log_level is refused: locked on the device
                          → fleetctl config set r58-aaa log_level=
                        """);
    }

    @Test
    void tellsWhatWaitsForWhat() {
        commands(
                Sample.command("c-2", "r58-bbb", "queued", "offline") + ","
                        + Sample.command("c-1", "r58-aaa", "waiting", "locked by ola: concert"),
                "");
        devices(
                with(
                        GOOD,
                        "\"lock\":{\"owner\":\"ola\",\"reason\":\"concert\",\"since\":\"2026-11-23T18:00:00Z\","
                                + "\"until\":\"2026-11-23T22:00:00Z\"},"
                                + "\"window\":{\"open\":false,\"opens_at\":\"2026-11-24T02:00:00Z\",\"closes_at\":null,"
                                + "\"windows\":[\"daily 02:00-04:00\"]}"),
                GOOD.replace("r58-aaa", "r58-bbb").replace("Kirke 1", "r58-bbb"));

        cli.run("status");

        assertThat(cli.out()).isEqualTo("""
                        ✔ 2 devices, all online; nothing is wrong.

                        WAITS
                        ◌ r58-aaa (Kirke 1)  restart is waiting: locked by ola: concert (asked 10 s ago)
                          → fleetctl unlock r58-aaa
                        ◌ r58-bbb  restart is queued: the device is offline (asked 10 s ago)
                          → fleetctl command cancel c-2

                        LEAVE ALONE
                        ◆ r58-aaa (Kirke 1)  locked by ola: concert, until 2026-11-23 22:00:00Z
                          → fleetctl unlock r58-aaa
                        ◇ r58-aaa  outside its maintenance windows; the next opens in 7 h (2026-11-24 02:00:00Z)
                          → fleetctl window list
                        """);
    }

    @Test
    void tellsOfACommandThatFailedAndWasNotGivenAgain() {
        commands(
                "",
                Sample.command("c-3", "r58-bbb", "succeeded", null) + ","
                        + Sample.command("c-2", "r58-bbb", "failed", null) + ","
                        + Sample.command("c-1", "r58-aaa", "failed", null));
        devices(GOOD, GOOD.replace("r58-aaa", "r58-bbb").replace("Kirke 1", "r58-bbb"));

        cli.run("status");

        assertThat(cli.out())
                .contains("▲ r58-aaa (Kirke 1)  restart failed: the message for 1 s, since 2026-11-23 18:59:59Z")
                .contains("→ fleetctl command show c-1")
                .doesNotContain("c-2", "c-3");
    }

    @Test
    void drawsTheDevicesOfAVenueThatIsDownIntoOneLine() {
        devices(IntStream.rangeClosed(1, 6)
                .mapToObj(i -> Sample.device("r58-" + i, "r58-" + i, "offline"))
                .toArray(String[]::new));

        cli.run("status");

        assertThat(cli.out()).isEqualTo("""
                        6 devices: 0 online, 6 offline

                        WRONG
                        ✘ r58-1  and r58-2, r58-3, r58-4 and 2 more of Domkirken are offline, the first for 12 s, since 2026-11-23 18:59:48Z
                          → fleetctl logs r58-1 -n 20
                        """);
    }

    @Test
    void fitsOneScreenAndCutsNoCommand() {
        devices(IntStream.rangeClosed(1, 30)
                .mapToObj(i -> GOOD.replace("r58-aaa", "r58-" + i).replace("active\"", "failed\""))
                .toArray(String[]::new));

        cli.onTerminal(60).set("NO_COLOR", "1").run("status");

        assertThat(cli.out().lines().count()).isLessThan(24);
        assertThat(cli.out()).contains("… and 22 more; all of them: fleetctl status | less");
        assertThat(cli.out().lines().filter(line -> !line.contains("→")).map(String::length))
                .allMatch(length -> length <= 60);
        assertThat(cli.out()).contains("→ fleetctl restart r58-1 --service r58-recorder\n");
    }

    @Test
    void whatADeviceNamesItsServiceIsNeverSomethingToPaste() {
        devices(GOOD.replace("r58-recorder\",\"state\":\"active", "x; rm -rf ~\",\"state\":\"failed"));

        cli.run("status");

        assertThat(cli.out()).contains("→ fleetctl restart r58-aaa --service NAME\n");
    }

    @Test
    void givesProgramsTheSame() {
        devices(Sample.device("r58-bbb", "r58-bbb", "offline"));

        cli.run("status", "-o", "json");

        assertThat(cli.out())
                .contains("\"severity\":\"critical\",\"kind\":\"offline\",\"problem\":\"offline\","
                        + "\"since\":\"2026-11-23T18:59:48Z\"")
                .contains("\"fix\":\"fleetctl logs r58-bbb -n 20\"");
    }

    @Test
    void aDevicesOwnStatusEndsWithWhatIsWrongWithIt() {
        devices(Sample.device("r58-bbb", "r58-bbb", "offline"), GOOD.replace("active\"", "failed\""));

        cli.run("status", "r58-bbb");

        assertThat(cli.out()).startsWith("Device").endsWith("""
                        WRONG
                        ✘ r58-bbb  offline for 12 s, since 2026-11-23 18:59:48Z
                          → fleetctl logs r58-bbb -n 20
                        """).doesNotContain("r58-aaa");
    }
}
