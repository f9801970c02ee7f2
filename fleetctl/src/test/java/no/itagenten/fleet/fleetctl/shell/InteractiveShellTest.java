package no.itagenten.fleet.fleetctl.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.CommandCatalog;
import no.itagenten.fleet.fleetctl.Dispatcher;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.invocation.GlobalOptions;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.protocol.Protocol;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell at a terminal that exists only in memory: keys go in, what would be on the screen comes out. */
class InteractiveShellTest {

    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";

    /** As long as anything may take on a slow and busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private FakeFleet fleet;
    private PipedOutputStream keys;
    private Terminal terminal;
    private CompletableFuture<ExitCode> shell;

    @BeforeEach
    void start() throws IOException {
        fleet = new FakeFleet()
                        .on("GET /api/devices", 200, Sample.devices())
                        .on("GET /api/whoami", 200, "{\"name\":\"kari\",\"role\":\"admin\"}")
                        .on("DELETE /api/devices/r58-aaa", 200, "{\"id\":\"r58-aaa\"}")
                        .stream("/api/events");
    }

    @AfterEach
    void stop() throws IOException {
        keys.close();
        terminal.close();
        fleet.close();
    }

    private void startShell(boolean dumb) throws IOException {
        startShell(dumb, new Cli(folder).at(fleet));
    }

    private void startShell(boolean dumb, Cli cli) throws IOException {
        keys = new PipedOutputStream();
        PipedInputStream input = new PipedInputStream(keys, 4096);
        terminal = dumb
                ? new DumbTerminal("test", Terminal.TYPE_DUMB, input, screen, StandardCharsets.UTF_8)
                : new ExternalTerminal("test", "xterm-256color", input, screen, StandardCharsets.UTF_8);
        terminal.setSize(Size.of(120, 40));
        Invocation invocation = new Invocation(
                cli.surroundings(), new GlobalOptions(), new CommandCatalog(), new Dispatcher(new CommandCatalog()));
        shell = CompletableFuture.supplyAsync(() -> new InteractiveShell(invocation, terminal).run());
    }

    private void type(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8).replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "");
    }

    private void awaitShown(String text) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(shown()).contains(text));
    }

    private void assertLeaves() {
        assertThat(shell).succeedsWithin(PATIENCE).isEqualTo(ExitCode.DONE);
    }

    @Test
    void thePromptTellsTheServerAndHowManyAreOnline() throws IOException {
        startShell(false);

        awaitShown("r58 kari@127.0.0.1:");
        type("version\r");
        awaitShown("fleetctl ");
        awaitShown(" 1/2 ❯ ");

        type(CTRL_D);
        assertLeaves();
    }

    @Test
    void completesANameOfADevice() throws IOException {
        startShell(false);
        awaitShown("1/2 ❯");

        type("device show Kir\t\r");

        awaitShown("Kirke\\ 1");
        awaitShown("Domkirken");
        type("exit\r");
        assertLeaves();
    }

    @Test
    void ctrlCEndsTheCommandAndNotTheShell() throws IOException {
        startShell(false);
        awaitShown("❯");

        type("events\r");
        // The shell itself reads the same for its notices.
        await().atMost(PATIENCE).until(() -> fleet.asked("GET", "/api/events").size() > 1);
        type(CTRL_C);
        type("version\r");

        awaitShown("fleetctl " + Protocol.softwareVersion());
        type(CTRL_D);
        assertLeaves();
    }

    @Test
    void asksAndTakesTheAnswer() throws IOException {
        startShell(false);
        awaitShown("❯");

        type("device remove r58-aaa\r");
        awaitShown("[y/N]");
        type("n\r");
        awaitShown("declined");
        type("device remove r58-aaa --yes\r");

        awaitShown("is removed");
        type(CTRL_D);
        assertLeaves();
    }

    @Test
    void anErrorDoesNotEndIt() throws IOException {
        startShell(false);
        awaitShown("❯");

        type("restrat\r");

        awaitShown("Did you mean restart?");
        type("quit\r");
        assertLeaves();
    }

    @Test
    void tellsAboveThePromptThatADeviceWentAndThatACommandEnded() throws IOException {
        startShell(false);
        awaitShown("1/2 ❯");
        type("vers");
        await().atMost(PATIENCE).until(() -> !fleet.asked("GET", "/api/events").isEmpty());

        fleet.event("/api/events", "1", "device", Sample.device("r58-aaa", "Kirke 1", "offline"))
                .event("/api/events", "2", "command", Sample.command("c-1", "r58-bbb", "succeeded", null));

        awaitShown("○ r58-aaa (Kirke 1) is offline");
        awaitShown("✔ succeeded  restart of r58-bbb");
        type("ion\r");
        awaitShown("fleetctl " + Protocol.softwareVersion());
        type(CTRL_D);
        assertLeaves();
    }

    @Test
    void usesADeviceForCommandsThatNameNone() throws IOException {
        fleet.on("GET /api/commands?limit=500&state=active", 200, "[]").on("GET /api/commands?limit=500", 200, "[]");
        startShell(false);
        awaitShown("❯");

        type("use kirke\r");
        awaitShown("[Kirke 1] ❯");
        type("device show\r");

        awaitShown("Known since");
        type("use\r");
        awaitShown("No device is chosen");
        type(CTRL_D);
        assertLeaves();
    }

    @Test
    void aBackslashJoinsTwoLines() throws IOException {
        startShell(false);
        awaitShown("❯");

        type("vers\\\r");
        awaitShown("… ");
        type("ion\r");

        awaitShown("fleetctl " + Protocol.softwareVersion());
        type(CTRL_D);
        assertLeaves();
    }

    @Test
    void thePromptIsRightWhenTheFirstAnswerComesLate() throws IOException {
        fleet.close();
        fleet = new FakeFleet()
                        .on("GET /api/devices", 503, "{}")
                        .on("GET /api/devices", 200, Sample.devices())
                        .on("GET /api/whoami", 200, "{\"name\":\"kari\",\"role\":\"admin\"}")
                        .stream("/api/events");

        startShell(false);

        awaitShown(" 1/2 ❯ ");
        type(CTRL_D);
        assertLeaves();
    }

    @Test
    void anotherServerHasOtherDevices() throws IOException {
        try (FakeFleet other = new FakeFleet()
                        .on("GET /api/devices", 200, "[]")
                        .on("GET /api/whoami", 200, "{\"name\":\"ola\",\"role\":\"admin\"}")
                        .stream("/api/events")) {
            Path config = Files.createDirectories(folder.resolve("config/r58-fleet"));
            String context = "{\"url\":\"%s\",\"token\":\"" + FakeFleet.TOKEN + "\",\"insecure\":false}";
            Files.writeString(
                    config.resolve("config.json"),
                    ("{\"current\":\"here\",\"contexts\":{\"here\":" + context + ",\"there\":" + context + "}}")
                            .formatted(fleet.url(), other.url()));
            startShell(false, new Cli(folder));
            awaitShown("kari@here 1/2 ❯");
            type("use kirke\r");
            awaitShown("kari@here 1/2 [Kirke 1] ❯");

            type("context use there\r");

            awaitShown("ola@there 0/0 ❯");
            await().atMost(PATIENCE)
                    .until(() -> !other.asked("GET", "/api/events").isEmpty());
            type(CTRL_D);
            assertLeaves();
        }
    }

    @Test
    void worksOnADumbTerminal() throws IOException {
        startShell(true);
        awaitShown(">");

        type("devices\n");

        awaitShown("r58-bbb");
        assertThat(screen.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b");
        type("exit\n");
        assertLeaves();
    }

    @Test
    void keepsItsHistoryForItsOwnerAndWithoutSecrets() throws IOException {
        startShell(false);
        awaitShown("❯");

        type("version\r");
        awaitShown("fleetctl ");
        type("whoami x r58t_AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH1234\r");
        awaitShown("one word too many");
        type(CTRL_D);
        assertLeaves();

        try (var files = Files.list(folder.resolve("state/r58-fleet"))) {
            Path history = files.findFirst().orElseThrow();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(history)).contains("version").doesNotContain("r58t_");
        }
    }
}
