package no.itagenten.fleet.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import no.itagenten.fleet.it.fixture.BareDevice;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.rest.CommandView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device changes its key, and agent or server are killed in the middle of it: at every moment the server takes a key it has. */
@Order(1)
class KeyRotationIT {

    private static final int CYCLES = 3;
    private static final Duration IN_THE_MIDDLE = Duration.ofMillis(25);

    @TempDir
    static Path folder;

    private static final Chance CHANCE = new Chance();
    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    private static BareDevice device(String id) throws Exception {
        return installation
                .bareDevice(id)
                .withToken(installation.api().enrollmentToken())
                .start();
    }

    /** Asks for a new key, and returns when the agent is at it: the new key is made, and not everywhere yet. */
    private static CommandId rotating(BareDevice device) throws Exception {
        String before = key(device);
        CommandId command = installation.api().rotateKey(device.id());
        await().pollInterval(Duration.ofMillis(1))
                .atMost(ChildProcess.PATIENCE)
                .until(() -> Files.exists(device.identityFolder().resolve("device.key.next"))
                        || !key(device).equals(before));
        CHANCE.wait(IN_THE_MIDDLE);
        return command;
    }

    private static String key(BareDevice device) throws Exception {
        return Files.readString(device.identityFolder().resolve("device.key"));
    }

    private static void requireNewKey(BareDevice device, String before, CommandId command) throws Exception {
        CommandView end = installation.awaitEnd(command);
        assertThat(end.state()).as("seed %d: %s", CHANCE.seed(), end.result()).isEqualTo(CommandState.SUCCEEDED);
        device.awaitOnline();
        assertThat(key(device)).as("seed %d", CHANCE.seed()).isNotEqualTo(before);
        assertThat(device.agent().allOutput())
                .as("seed %d: it was never without a key that the server takes", CHANCE.seed())
                .doesNotContain("does not accept this device's key");
    }

    @Test
    void theNewKeyIsGoodAndTheOldOneIsWorthNothing() throws Exception {
        // given
        BareDevice device = device("it-rotated");
        Path stolen = copyOfIdentity(device);

        // when
        Output rotated = installation.fleetctl().run("device", "rotate-key", "it-rotated");

        // then
        assertThat(rotated.exitCode()).as(rotated.err()).isZero();
        device.awaitOnline();
        assertThat(key(device)).isNotEqualTo(Files.readString(stolen.resolve("device.key")));
        BareDevice thief = installation
                .bareDevice("it-thief")
                .with("DEVICE_ID", "it-rotated")
                .withIdentity(stolen)
                .startAgent();
        thief.awaitLog("does not accept this device's key");
        device.awaitOnline();
    }

    private static Path copyOfIdentity(BareDevice device) throws Exception {
        Path copy = Files.createDirectories(folder.resolve(device.id()));
        try (Stream<Path> files = Files.list(device.identityFolder())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    @Test
    void anAgentThatIsKilledInTheMiddleGoesOnWithTheSameNewKey() throws Exception {
        // given
        BareDevice device = device("it-rotated-killed");

        for (int i = 0; i < CYCLES; i++) {
            String before = key(device);

            // when
            CommandId command = rotating(device);
            device.agent().process().kill();
            device.agent().start();

            // then
            requireNewKey(device, before, command);
        }
    }

    @Test
    void aServerThatIsKilledInTheMiddleKnowsTheKeyThatTheDeviceHas() throws Exception {
        // given
        BareDevice device = device("it-rotated-orphan");

        for (int i = 0; i < CYCLES; i++) {
            String before = key(device);

            // when
            CommandId command = rotating(device);
            installation.fleetd().process().kill();
            installation.fleetd().start();

            // then
            requireNewKey(device, before, command);
        }
    }
}
