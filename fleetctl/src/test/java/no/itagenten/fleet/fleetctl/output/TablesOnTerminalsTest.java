package no.itagenten.fleet.fleetctl.output;

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

/** Tables to the letter, on terminals of several widths, with names of several scripts. */
class TablesOnTerminalsTest {

    @TempDir
    private Path folder;

    private FakeFleet fleet;

    @BeforeEach
    void start() {
        fleet = new FakeFleet()
                .on(
                        "GET /api/devices",
                        200,
                        "[" + Sample.device("r58-aaa", "教会のカメラ二階席", "online") + ","
                                + Sample.device("r58-bbb", "Sta. Cécile 🎥 balcony", "offline") + ","
                                + Sample.device("r58-ccc", "r58-ccc", "pending") + "]")
                .on(
                        "GET /api/commands?limit=50",
                        200,
                        "[" + Sample.command("cmd-0f8b2c4d6e8f0a1b2c3d", "r58-aaa", "queued", "offline") + ","
                                + Sample.command("cmd-1f8b2c4d6e8f0a1b2c3d", "r58-bbb", "failed", null) + "]");
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private String on(int columns, String... words) {
        Cli cli = new Cli(folder).at(fleet).onTerminal(columns).set("NO_COLOR", "1");
        assertThat(cli.run(words)).as(cli.err()).isEqualTo(ExitCode.DONE);
        return cli.out();
    }

    @Test
    void devicesOn50Columns() {
        assertThat(on(50, "devices")).isEqualTo("""
                STATUS     ID       NAME       CPU  MEM  LAST SEEN
                ● online   r58-aaa  教会のカ…  12%  61%  12 s ago
                ○ offline  r58-bbb  Sta. Céc…  12%  61%  12 s ago
                ◌ pending  r58-ccc  –          12%  61%  12 s ago
                """);
    }

    @Test
    void devicesOn80Columns() {
        assertThat(on(80, "devices")).isEqualTo("""
                STATUS     ID       NAME      VENUE    CPU  MEM  DISK   TEMP  VERSION  LAST SEEN
                ● online   r58-aaa  教会の…   Domkir…  12%  61%   92%  48 °C  3f9a2c…  12 s ago
                ○ offline  r58-bbb  Sta. Cé…  Domkir…  12%  61%   92%  48 °C  3f9a2c…  12 s ago
                ◌ pending  r58-ccc  –         Domkir…  12%  61%   92%  48 °C  3f9a2c…  12 s ago
                """);
    }

    @Test
    void devicesOn120Columns() {
        assertThat(on(120, "devices")).isEqualTo("""
                STATUS     ID       NAME                    VENUE      CPU  MEM  DISK   TEMP  VERSION     LAST SEEN
                ● online   r58-aaa  教会のカメラ二階席      Domkirken  12%  61%   92%  48 °C  3f9a2c1b3f  12 s ago
                ○ offline  r58-bbb  Sta. Cécile 🎥 balcony  Domkirken  12%  61%   92%  48 °C  3f9a2c1b3f  12 s ago
                ◌ pending  r58-ccc  –                       Domkirken  12%  61%   92%  48 °C  3f9a2c1b3f  12 s ago
                """);
    }

    @Test
    void devicesWide() {
        assertThat(on(50, "devices", "-o", "wide")).isEqualTo("""
                STATUS     ID       NAME                    VENUE      CPU  MEM  DISK   TEMP  VERSION     LAST SEEN  TAGS  ADDRESS   LOAD   UP  COMMANDS  MODEL  AGENT
                ● online   r58-aaa  教会のカメラ二階席      Domkirken  12%  61%   92%  48 °C  3f9a2c1b3f  12 s ago   a     10.0.0.7  0.42  2 h         0  –      0.1.0
                ○ offline  r58-bbb  Sta. Cécile 🎥 balcony  Domkirken  12%  61%   92%  48 °C  3f9a2c1b3f  12 s ago   a     10.0.0.7  0.42  2 h         0  –      0.1.0
                ◌ pending  r58-ccc  –                       Domkirken  12%  61%   92%  48 °C  3f9a2c1b3f  12 s ago   a     10.0.0.7  0.42  2 h         0  –      0.1.0
                """);
    }

    @Test
    void commandsOn50Columns() {
        assertThat(on(50, "commands")).isEqualTo("""
                DEVICE   COMMAND  STATE     STEP    BY    ASKED
                r58-aaa  restart  ◌ queued  offli…  adm…  10 s ago
                r58-bbb  restart  ✘ failed  –       adm…  10 s ago
                """);
    }

    @Test
    void commandsOn80Columns() {
        assertThat(on(80, "commands")).isEqualTo("""
                ID                        DEVICE   COMMAND  STATE     STEP     BY     ASKED
                cmd-0f8b2c4d6e8f0a1b2c3d  r58-aaa  restart  ◌ queued  offline  admin  10 s ago
                cmd-1f8b2c4d6e8f0a1b2c3d  r58-bbb  restart  ✘ failed  –        admin  10 s ago
                """);
    }

    @Test
    void commandsOn120Columns() {
        assertThat(on(120, "commands")).isEqualTo("""
                ID                        DEVICE   COMMAND  STATE     STEP     BY     ASKED
                cmd-0f8b2c4d6e8f0a1b2c3d  r58-aaa  restart  ◌ queued  offline  admin  10 s ago
                cmd-1f8b2c4d6e8f0a1b2c3d  r58-bbb  restart  ✘ failed  –        admin  10 s ago
                """);
    }

    @Test
    void commandsWide() {
        assertThat(on(50, "commands", "-o", "wide")).isEqualTo("""
                ID                        DEVICE   COMMAND  STATE     STEP     BY     ASKED     TOOK  EXPIRES  RESULT
                cmd-0f8b2c4d6e8f0a1b2c3d  r58-aaa  restart  ◌ queued  offline  admin  10 s ago     –  in 7 d   –
                cmd-1f8b2c4d6e8f0a1b2c3d  r58-bbb  restart  ✘ failed  –        admin  10 s ago   9 s  –        the message
                """);
    }

    @Test
    void commandsWithoutTitlesAreAsWideAsTheyNeedToBe() {
        assertThat(on(120, "commands", "--no-headers", "--time", "iso")).isEqualTo("""
                cmd-0f8b2c4d6e8f0a1b2c3d  r58-aaa  restart  ◌ queued  offline  admin  2026-11-23T18:59:50Z
                cmd-1f8b2c4d6e8f0a1b2c3d  r58-bbb  restart  ✘ failed  –        admin  2026-11-23T18:59:50Z
                """);
    }
}
