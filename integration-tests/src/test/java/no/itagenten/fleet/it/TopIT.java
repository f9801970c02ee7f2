package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.FirstReleaseDevice;
import no.itagenten.fleet.it.fixture.Fleetctl;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.it.fixture.Pane;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The installed {@code fleetctl top} on a whole terminal. */
class TopIT {

    private static Installation installation;
    private static Fleetctl fleetctl;
    private static FirstReleaseDevice chapel;
    private static FirstReleaseDevice crypt;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start("--open-enrollment");
        fleetctl = installation.fleetctl();
        chapel = online("it-chapel", "62.8");
        crypt = online("it-crypt", "12.1");
        Fleetctl.Output set =
                fleetctl.run("device", "set", "it-crypt", "--name", "Krypten i Ålesund", "--venue", "Oslo");
        assertThat(set.exitCode()).as(set.err()).isZero();
    }

    @AfterAll
    static void stop() {
        chapel.close();
        crypt.close();
        installation.close();
    }

    private static FirstReleaseDevice online(String id, String memory) {
        FirstReleaseDevice device = FirstReleaseDevice.connect(installation.fleetd(), id);
        device.send("{\"type\":\"status\",\"deviceId\":\"" + id + "\",\"version\":\"abc\",\"ip_address\":\"192.0.2.1\","
                + "\"system\":{\"cpu_percent\":45.2,\"memory_percent\":" + memory + ",\"disk_percent\":38.5}}");
        await().atMost(ChildProcess.PATIENCE)
                .ignoreExceptions()
                .until(() -> installation.api().device(id).version().isPresent());
        return device;
    }

    @Test
    void drawsSortsFiltersOpensAndGivesTheTerminalBack() throws Exception {
        try (Pane pane = fleetctl.pane(80, 24)) {
            pane.enter("stty -g > ~/before; fleetctl top");

            // the list
            pane.awaitPattern("\\Ar58 127\\.0\\.0\\.1:\\d+  2/2 online +\\d\\d:\\d\\d:\\d\\d\\n"
                    + "    STATUS  NAME +CPU +MEM DISK   TEMP +SEEN\\n"
                    + "▸ ● online  it-chapel +45% .* 63%  39%      – .*\\n"
                    + "  ● online  Krypten i Ålesund +45% .* 12%  39%      – .*\\n");
            pane.awaitLastLine("↑↓ choose  ⏎ details  / filter  s sort: status ▼  ? help  q quit");
            assertThat(pane.screen().lines()).hasSize(24);

            // a key that means nothing, then sorted by memory and the other way round
            pane.press("C-x").type("mr");
            pane.awaitPattern("(?s)online  Krypten i Ålesund .*online  it-chapel .*s sort: memory ▲");

            // filtered
            pane.type("/chap");
            pane.awaitPattern("\\n/chap▏  ⏎ keep  esc clear\\z");
            assertThat(pane.screen()).contains("it-chapel").doesNotContain("Krypten");
            pane.press("Escape");
            pane.awaitPattern("Krypten");

            // one device
            pane.press("Home", "Enter");
            pane.awaitPattern(
                    "\\n● it-crypt \\(Krypten i Ålesund\\)  Oslo\\nCPU          45% [^\\n]*\\nMemory       12%\\n");
            pane.awaitLastLine("↑↓ next device  esc back  ? help");
            pane.press("Escape");
            pane.awaitPattern("s sort: memory");

            // another size
            pane.resize(50, 10);
            pane.awaitPattern("STATUS  NAME +CPU  MEM DISK\\n");
            assertThat(pane.screen().lines()).hasSize(10).allMatch(line -> line.length() < 50);
            pane.resize(120, 40);
            pane.awaitPattern("STATUS  NAME +VENUE +CPU");
            assertThat(pane.screen().lines()).hasSize(40);

            // and away
            pane.type("q");
            pane.awaitPattern("\\Aunix\\$ stty -g > ~/before; fleetctl top\\nunix\\$\\z");
            pane.enter("stty -g | cmp - ~/before && echo same");
            pane.awaitLine("same");
        }
    }

    @Test
    void ctrlCEndsItAsAnyCommand() throws Exception {
        try (Pane pane = fleetctl.pane(80, 24)) {
            pane.enter("fleetctl top --sort name");
            pane.awaitPattern("s sort: name");

            pane.press("C-c");

            pane.awaitPattern("unix\\$\\z");
            pane.enter("echo \"ended with $?\"");
            pane.awaitLine("ended with 130");
        }
    }

    @Test
    void aDumbTerminalIsToldSo() throws Exception {
        try (Pane pane = fleetctl.pane(80, 24)) {
            pane.enter("TERM=dumb fleetctl top; echo \"ended with $?\"");

            pane.awaitLine("Error: this terminal cannot show a whole screen (TERM is dumb, or not set).");
            pane.awaitLine("ended with 2");
        }
    }
}
