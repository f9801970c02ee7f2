package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.FirstReleaseDevice;
import no.itagenten.fleet.it.fixture.Fleetctl;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.it.fixture.Pane;
import no.itagenten.fleet.protocol.rest.DeviceStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The installed shell in a terminal of 80 columns and 24 lines, as somebody sees it who sits there. */
class ShellIT {

    private static final String PROMPT = "r58 admin@fleet 2/2 ❯";

    private static Installation installation;
    private static Fleetctl fleetctl;
    private static FirstReleaseDevice chapel;
    private static Pane pane;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start("--open-enrollment");
        fleetctl = installation.fleetctl();
        String context = fleetctl.run("context", "current").out().strip();
        fleetctl.run("context", "rename", context, "fleet");
        chapel = online("it-chapel");
        installation.device("it-nave").start();
        Fleetctl.Output named = fleetctl.run("device", "rename", "it-chapel", "Kapell på Åsen");
        assertThat(named.exitCode()).as(named.err()).isZero();
        pane = fleetctl.pane(80, 24);
        pane.enter("fleetctl shell");
        pane.awaitLastLine(PROMPT);
    }

    @AfterAll
    static void stop() {
        if (pane != null) {
            pane.close();
        }
        installation.close();
    }

    /** Back to an empty screen and no chosen device, whatever the test before has left. */
    @BeforeEach
    void clear() throws Exception {
        pane.resize(80, 24);
        pane.press("C-c").enter("use");
        pane.awaitPattern("No device is chosen\\.\\n" + PROMPT + "\\z");
        pane.press("C-l");
        pane.awaitPattern("\\A" + PROMPT + "\\z");
    }

    private static FirstReleaseDevice online(String id) {
        FirstReleaseDevice device = FirstReleaseDevice.connect(installation.fleetd(), id);
        device.report("abc123");
        await().atMost(ChildProcess.PATIENCE)
                .ignoreExceptions()
                .until(() -> installation.api().device(id).status() == DeviceStatus.ONLINE);
        return device;
    }

    @Test
    void tabCompletesADeviceThatIsThenInThePrompt() throws Exception {
        pane.type("use it-n").press("Tab");
        pane.awaitLastLine(PROMPT + " use it-nave");

        pane.press("Enter");

        pane.awaitLine("Commands that name no device are about it-nave now.");
        pane.awaitLastLine("r58 admin@fleet 2/2 [it-nave] ❯");
        pane.enter("device show -o name");
        pane.awaitPattern("-o name\\nit-nave\\n");
    }

    @Test
    void tabShowsWhatThereIsWithItsState() throws Exception {
        pane.type("restart ").press("Tab");

        pane.awaitPattern("Kapell på Åsen it-chapel \\(● online\\)   it-nave +\\(● online\\)");
    }

    @Test
    void aCommandPrintsATableThatFits() throws Exception {
        pane.enter("devices --sort-by id");

        pane.awaitPattern("""
                id
                STATUS    ID         NAME +VENUE +CPU +MEM  DISK  TEMP  VERSION +LAST SEEN
                ● online  it-chapel  Kapell \\S+ .* 45%  63%   39%     –  abc123 .* ago
                ● online  it-nave    – .*
                r58 admin@fleet 2/2 ❯\\z""");
    }

    @Test
    void aPipeGoesThroughALocalProgram() throws Exception {
        pane.enter("devices | grep -c online");

        pane.awaitPattern("grep -c online\\n2\\n" + PROMPT + "\\z");
    }

    @Test
    void ctrlCEndsWhatIsFollowedAndNotTheShell() throws Exception {
        pane.enter("logs it-nave -f");
        pane.awaitPattern("INFO  sample-app: first: process \\d+ line \\d+");

        pane.press("C-c", "C-c", "C-c");

        pane.awaitPattern("\\n" + PROMPT + "\\z");
        pane.enter("version");
        pane.awaitPattern("❯ version\\nfleetctl \\S+\\n" + PROMPT + "\\z");
    }

    @Test
    void newsStandAboveTheLineThatIsBeingTyped() throws Exception {
        pane.type("restart it-");

        chapel.close();

        pane.awaitPattern("○ it-chapel \\(Kapell på Åsen\\) is offline\\nr58 admin@fleet 1/2 ❯ restart it-\\z");
        chapel = online("it-chapel");
        pane.awaitPattern("● it-chapel \\(Kapell på Åsen\\) is online again\\n" + PROMPT + " restart it-\\z");
        pane.type("nave --dry-run").press("Enter");
        pane.awaitPattern("--dry-run\\nRestart would touch 1 device; nothing is done\\.\\nit-nave\\n");
    }

    @Test
    void theServerGoesAndComesWithoutBreakingTheLine() throws Exception {
        pane.type("update it-");

        installation.fleetd().process().kill();

        pane.awaitPattern("○ the server cannot be reached; it is tried again\\nr58 admin@fleet \\? ❯ update it-\\z");
        installation.fleetd().start();
        chapel = online("it-chapel");
        // Whether a device was away for long enough to be told of is a matter of moments.
        pane.awaitPattern("(?s)● the server is there again\\n(?:.*\\n)?" + PROMPT + " update it-\\z");
    }

    @Test
    void thePromptStandsOnALineOfItsOwn() throws Exception {
        pane.enter("whoami -o json | head -c 20");

        pane.awaitPattern("\\n\\{\"apiVersion\":\"fleet~\\n" + PROMPT + "\\z");
    }

    @Test
    void whatWasTypedBeforeIsSuggestedAndFound() throws Exception {
        pane.enter("whoami --time iso");
        pane.awaitPattern("iso\\n[^❯]*" + PROMPT + "\\z");

        pane.type("who");
        pane.awaitPattern("❯ whoami --time iso\\z");
        assertThat(pane.colouredScreen()).containsPattern("❯ who\u001b\\[2mami --time iso");
        pane.press("C-u").press("C-r").type("time");

        pane.awaitPattern("❯ whoami --time iso\\nbck-i-search: time_");
        pane.press("Right");
        pane.awaitPattern("❯ whoami --time iso\\z");
    }

    @Test
    void aLineGoesOnBehindABackslashAndWithinQuotes() throws Exception {
        pane.enter("device show \\").enter("it-nave -o name");

        pane.awaitPattern("… it-nave -o name\\nit-nave\\n" + PROMPT);
        pane.enter("help 'no").enter("such'");
        pane.awaitPattern("Error: there is no help on 'no such'");
    }

    @Test
    void theLineFitsAWindowThatWasResized() throws Exception {
        pane.type("restart it-nave --timeout 10m --dry-run");
        pane.awaitLastLine(PROMPT + " restart it-nave --timeout 10m --dry-run");

        // tmux wraps lines anew itself and may push the first one out of sight; Ctrl-L shows what the shell thinks.
        pane.resize(40, 12);
        pane.press("C-l");

        pane.awaitPattern("\\A" + PROMPT + " restart it-nave --\\ntimeout 10m --dry-run\\z");
        pane.resize(80, 24);
        pane.press("C-l");
        pane.awaitPattern("\\A" + PROMPT + " restart it-nave --timeout 10m --dry-run\\z");
        pane.press("Enter");
        pane.awaitPattern("nothing is done\\.\\nit-nave\\n" + PROMPT + "\\z");
    }

    @Test
    void thePagerHasTheKeyboard() throws Exception {
        pane.enter("devices | less -P pager");
        pane.awaitPattern("\\(END\\)|pager");

        pane.press("q");

        pane.awaitLastLine(PROMPT);
    }

    @Test
    void keysThatArePressedBeforeItIsReadyAreNotLost() throws Exception {
        try (Pane slow = fleetctl.pane(80, 24)) {
            slow.enter("fleetctl shell").enter("version").enter("exit");

            slow.awaitPattern("❯ version\\nfleetctl \\S+\\nr58 admin@fleet \\S+ ❯ exit\\nunix\\$\\z");
            assertThat(slow.screen()).doesNotContain("1R");
        }
    }

    @Test
    void aDumbTerminalIsEnough() throws Exception {
        try (Pane dumb = fleetctl.pane(80, 24)) {
            dumb.enter("stty -g > ~/before; TERM=dumb fleetctl shell; stty -g | cmp - ~/before && echo same");
            dumb.awaitLastLine("r58 admin@fleet 2/2 >");

            dumb.enter("device show it-chapel -o name");

            dumb.awaitPattern("-o name\\nit-chapel\\nr58 admin@fleet 2/2 >");
            dumb.press("C-d");
            dumb.awaitPattern("\\nsame\\nunix\\$\\z");
        }
    }

    @Test
    void aScriptEndsAtTheFirstFailureWithItsCode() throws Exception {
        Fleetctl.Output output = fleetctl.runWith("use it-nave\ndevice show -o name\nlogs nobody\nversion\n", "shell");

        assertThat(output.exitCode()).as(output.err()).isEqualTo(5);
        assertThat(output.out()).isEqualTo("it-nave\n");
        assertThat(output.err()).contains("standard input, line 3: ended with exit code 5; nothing behind it was run.");
    }

    @Test
    void itIsOfferedToWhoTypesTheNameAlone() throws Exception {
        try (Pane other = fleetctl.pane(80, 24)) {
            other.enter("fleetctl");

            other.awaitLine("To work in a shell that completes devices and commands: fleetctl shell");
        }
    }
}
