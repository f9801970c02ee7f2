package no.itagenten.fleet.fleetctl.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.CommandCatalog;
import no.itagenten.fleet.fleetctl.Dispatcher;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.invocation.GlobalOptions;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.output.DisplayWidth;
import no.itagenten.fleet.fleetctl.output.Paint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellPromptTest {

    private static final CommandCatalog CATALOG = new CommandCatalog();

    @TempDir
    private Path folder;

    private final ChosenDevices chosen = new ChosenDevices(CATALOG);
    private FakeFleet server;
    private FleetView fleet;

    @BeforeEach
    void start() {
        server = new FakeFleet()
                .on("GET /api/devices", 200, Sample.devices())
                .on("GET /api/whoami", 200, "{\"name\":\"kari.nordmann@example.org\",\"role\":\"admin\"}");
        fleet = new FleetView(new Invocation(
                new Cli(folder).at(server).surroundings(), new GlobalOptions(), CATALOG, new Dispatcher(CATALOG)));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> fleet.devices().isPresent() && fleet.user().isPresent());
    }

    @AfterEach
    void stop() {
        fleet.close();
        server.close();
    }

    private String prompt(int columns, boolean dumb) {
        return new ShellPrompt(fleet, chosen, Paint.NONE, dumb, () -> columns).text();
    }

    @Test
    void tellsUserServerCountAndDevice() {
        chosen.choose(List.of("r58-aaa"), "Kirke 1");

        assertThat(prompt(200, false))
                .isEqualTo("r58 kari.nordmann@example.o…@" + server.url().substring(7) + " 1/2 [Kirke 1] ❯ ");
    }

    @Test
    void leavesRoomToTypeOnANarrowTerminal() {
        chosen.choose(List.of("x"), "Sankt Olavs kirke, hovedalteret");

        assertThat(DisplayWidth.of(prompt(80, true))).isLessThanOrEqualTo(48);
        assertThat(prompt(80, true))
                .startsWith("r58 kari")
                .contains(" 1/2 [Sankt")
                .endsWith("] > ");
    }
}
