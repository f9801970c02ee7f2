package no.itagenten.fleet.fleetctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicesTest {

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

    @Test
    void listsDevicesAsATable() {
        fleet.on("GET /api/devices", 200, Sample.devices());

        ExitCode code = cli.run("devices");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).isEqualTo("""
                        STATUS     ID       NAME     VENUE      CPU  MEM  DISK   TEMP  VERSION     LAST SEEN
                        ● online   r58-aaa  Kirke 1  Domkirken  12%  61%   92%  48 °C  3f9a2c1b3f  12 s ago
                        ○ offline  r58-bbb  –        Domkirken  12%  61%   92%  48 °C  3f9a2c1b3f  12 s ago
                        """);
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void coloursAndCutsOnlyOnATerminal() {
        fleet.on("GET /api/devices", 200, Sample.devices());

        cli.onTerminal(80).run("ls");

        assertThat(cli.out())
                .contains(
                        "\u001b[32m● online\u001b[m",
                        "\u001b[32m12%\u001b[m",
                        "\u001b[33m61%\u001b[m",
                        "\u001b[31m92%\u001b[m");
        assertThat(cli.out().replaceAll("\u001b\\[[0-9;]*m", "").lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void printsOneLineForPrograms() {
        fleet.on("GET /api/devices", 200, Sample.devices());

        cli.run("devices", "-o", "json");

        assertThat(cli.out())
                .startsWith("{\"apiVersion\":\"fleet/v1\",\"kind\":\"DeviceList\",\"items\":[{\"id\":\"r58-aaa\",")
                .endsWith("}]}\n")
                .hasLineCount(1);
    }

    @Test
    void givesAHintAndNoErrorWhenThereAreNone() {
        fleet.on("GET /api/devices", 200, "[]");

        ExitCode code = cli.run("devices");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).contains("no devices yet");
    }

    @Test
    void showsNoEscapeSequenceThatADeviceSends() {
        fleet.on(
                "GET /api/devices",
                200,
                "[" + Sample.device("r58-aaa", "a\\u001b[2Jb\\u009b31mc\\u202e", "online") + "]");

        cli.run("devices");
        cli.run("devices", "-o", "json");

        assertThat(cli.out())
                .contains("abc")
                .doesNotContain("\u001b", "\u009b", "\u202e")
                .contains("\\u001b[2Jb\\u009b");
    }

    @Test
    void showsASheetOfOneDevice() {
        fleet.on("GET /api/devices", 200, Sample.devices());

        cli.run("device", "show", "kirke");

        assertThat(cli.out()).startsWith("""
                Id                  r58-aaa
                Name                Kirke 1
                Venue               Domkirken
                Tags                a
                Status              ● online
                Last seen           12 s ago (2026-11-23 18:59:48Z)
                """);
    }

    @Test
    void showsDisksInterfacesAndServicesAligned() {
        fleet.on("GET /api/devices", 200, withFacts("""
                "disks":[{"mount":"/","type":"ext4","total_bytes":29100000000,"used_bytes":12300000000},
                {"mount":"/media/sd","type":"exfat","total_bytes":2000000000000,"used_bytes":1900000000000},
                {"mount":"/boot","type":"vfat","total_bytes":0,"used_bytes":-1}],
                "addresses":[{"interface":"eth0","addresses":["192.168.1.100","2001:db8::5"]},
                {"interface":"wg0","addresses":["10.9.0.2"]}],
                "services":[{"name":"r58-recorder.service","state":"active"},{"name":"web","state":"failed"}],"""));

        cli.run("device", "show", "kirke");

        assertThat(cli.out()).contains("""
                File system         /          ext4    12.3 of  29.1 GB (42 %)
                File system         /media/sd  exfat    1.9 of   2.0 TB (95 %)
                File system         /boot      vfat   of unknown size
                Interface           eth0  192.168.1.100, 2001:db8::5
                Interface           wg0   10.9.0.2
                Service             r58-recorder.service  active
                Service             web                   failed
                """);
    }

    @Test
    void showsNoEscapeSequenceInTheNameOfADisk() {
        fleet.on("GET /api/devices", 200, withFacts("""
                "disks":[{"mount":"/a\\u001b[2J\\nb","type":"x\\u202e","total_bytes":9,"used_bytes":1}],
                "addresses":[{"interface":"e\\u009b31m","addresses":["\\u0007"]}],
                "services":[{"name":"\\rweb","state":"act\\u0000ive"}],"""));

        cli.run("device", "show", "kirke");

        assertThat(cli.out())
                .contains("/a b  x\ufffd  ")
                .doesNotContain("\u001b", "\u009b", "\u202e", "\u0007", "\u0000", "\r");
    }

    private static String withFacts(String facts) {
        return "["
                + Sample.device("r58-aaa", "Kirke 1", "online")
                        .replaceFirst("\"services\":.*],", Matcher.quoteReplacement(facts.replace("\n", "")))
                + "]";
    }

    @Test
    void renamesByPatch() {
        fleet.on("GET /api/devices", 200, Sample.devices())
                .on("PATCH /api/devices/r58-aaa", 200, Sample.device("r58-aaa", "Kapell", "online"));

        ExitCode code = cli.run("device", "rename", "r58-a", "Kapell");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(fleet.asked("PATCH", "/api/devices/r58-aaa").get(0).body())
                .isEqualTo("{\"name\":\"Kapell\",\"venue\":null,\"tags\":null,\"time_zone\":null}");
    }

    @Test
    void addsAndTakesAwayTags() {
        fleet.on("GET /api/devices", 200, Sample.devices())
                .on("PATCH /api/devices/r58-aaa", 200, Sample.device("r58-aaa", "Kirke 1", "online"));

        cli.run("device", "set", "r58-aaa", "--venue", "", "--add-tag", "b", "--remove-tag", "a");

        assertThat(fleet.asked("PATCH", "/api/devices/r58-aaa").get(0).body())
                .isEqualTo("{\"name\":null,\"venue\":\"\",\"tags\":[\"b\"],\"time_zone\":null}");
    }
}
