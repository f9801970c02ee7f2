package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A backup of the running server, and a server restored from it as docs/deploy.md says. */
class BackupIT {

    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void aServerRestoredFromABackupMadeUnderLoadHasItsDevicesCommandsAndLogs() throws Exception {
        // given
        Device device = installation.device("it-backup").start();
        CommandId command = installation.api().restart(device.id());
        installation.awaitEnd(command);
        await().atMost(ChildProcess.PATIENCE)
                .until(() -> !installation.api().logs(device.id()).isEmpty());
        long line = installation.api().logs(device.id()).get(0).id();
        Path data = installation.fleetd().data();
        Path file = data.resolveSibling("backup.db");

        // when
        Output backup;
        try (Writes writes = new Writes()) {
            writes.awaitSome();
            backup = installation.fleetctl().run("server", "backup", file.toString());
            writes.awaitSome();
        }
        Output check = installation.fleetctl().run("server", "check");
        installation.fleetd().process().terminate();
        Files.move(data, data.resolveSibling("lost"));
        Files.createDirectory(data);
        Files.move(file, data.resolve("fleet.db"));
        installation.fleetd().start();

        // then
        assertThat(backup.exitCode()).as(backup.err()).isZero();
        assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
        await().untilAsserted(() -> assertThat(installation.fleetd().process().output()) // told after its address
                .contains("First start. The admin token is in"));
        assertThat(installation.fleetctl().run("devices").exitCode())
                .as("the old token")
                .isEqualTo(4);
        assertThat(installation
                        .fleetctl()
                        .login(installation.fleetd())
                        .run("devices")
                        .out())
                .contains(device.id());
        device.awaitOnline();
        assertThat(installation.api().command(command).state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(installation.api().logs(device.id()))
                .anyMatch(entry -> entry.id() == line)
                .anyMatch(entry -> entry.id() > line);
        assertThat(installation
                        .awaitEnd(installation.api().restart(device.id()))
                        .state())
                .isEqualTo(CommandState.SUCCEEDED);
    }

    /** Somebody who makes the server write all the time. */
    private static final class Writes implements AutoCloseable {

        private final AtomicBoolean enough = new AtomicBoolean();
        private final AtomicInteger done = new AtomicInteger();
        private final CompletableFuture<Void> writer = CompletableFuture.runAsync(this::write);

        void awaitSome() {
            int before = done.get();
            await().atMost(ChildProcess.PATIENCE).until(() -> done.get() > before + 5);
        }

        private void write() {
            try {
                while (!enough.get()) {
                    installation.api().enrollmentToken();
                    done.incrementAndGet();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            enough.set(true);
            writer.join();
        }
    }
}
