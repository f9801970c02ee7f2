package no.itagenten.fleet.agent.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.Reboot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RebootHandlerTest {

    private static final CommandId ID = new CommandId("reboot-1");

    @TempDir
    Path folder;

    private CommandsFixture device;

    @BeforeEach
    void aDevice() {
        device = CommandsFixture.withoutApplication(folder);
        device.reboot = List.of("/bin/sh", "-c", "echo asked >> " + folder.resolve("asked"));
    }

    @AfterEach
    void stop() {
        device.close();
    }

    @Test
    void isRefusedWhereNobodyCanReboot() throws Exception {
        device.reboot = List.of();

        device.start().deliver(new Reboot(ID));

        assertThat(device.result().state()).isEqualTo(CommandState.REJECTED);
    }

    @Test
    void hasSucceededUnderAnotherBootId() throws Exception {
        device.patience = Duration.ofMinutes(2);
        device.start().deliver(new Reboot(ID));
        device.progress("reboot");
        device.close();
        device.bootId = "boot-2";

        device.start();

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.details().orElseThrow())
                .containsEntry("boot_id_before", "boot-1")
                .containsEntry("boot_id_after", "boot-2");
    }

    @Test
    void hasFailedWhenTheDeviceStillRuns() throws Exception {
        device.start().deliver(new Reboot(ID));

        CommandResult result = device.result();

        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message()).contains("still runs");
    }

    @Test
    void hasFailedWhenItCannotBeAskedFor() throws Exception {
        device.reboot = List.of("/bin/sh", "-c", "echo no leave; exit 4");

        device.start().deliver(new Reboot(ID));

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.exitCode()).contains(4);
        assertThat(result.output()).contains("no leave\n");
    }

    @Test
    void hasSucceededUnderAnotherBootIdThoughTheShutdownCutOffWhoeverAskedForIt() throws Exception {
        device.reboot = List.of(
                "/bin/sh",
                "-c",
                "echo 'Call to Reboot failed: Connection reset by peer'; touch " + folder.resolve("asked")
                        + "; exit 1");
        device.patience = Duration.ofMinutes(2);
        device.start().deliver(new Reboot(ID));
        await().until(() -> Files.exists(folder.resolve("asked")));
        device.close();
        device.bootId = "boot-2";

        device.start();

        assertThat(device.result().state()).isEqualTo(CommandState.SUCCEEDED);
    }
}
