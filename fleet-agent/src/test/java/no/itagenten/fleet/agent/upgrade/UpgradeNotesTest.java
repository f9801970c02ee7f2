package no.itagenten.fleet.agent.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradeNotesTest {

    @TempDir
    Path root;

    private UpgradeNotes notes;
    private Path lock;

    @BeforeEach
    void someNotes() throws Exception {
        UpgradePlaces places = UpgradePlaces.standard(root);
        lock = Files.createDirectories(places.state()).resolve("lock");
        notes = new UpgradeNotes(places);
    }

    @Test
    void nobodyElseMayOpenTheLock() throws Exception {
        FileChannel held = notes.lock();

        held.close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lock)))
                .isEqualTo("rw-------");
    }

    @Test
    void whoHadOpenedAnEarlierLockHoldsNothing() throws Exception {
        Files.createFile(lock);
        Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("rw-r--r--"));
        try (FileChannel nobody = FileChannel.open(lock, StandardOpenOption.READ)) {
            var unused = nobody.lock(0, Long.MAX_VALUE, true);

            FileChannel held = notes.lock(Duration.ZERO);

            held.close();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lock)))
                .isEqualTo("rw-------");
    }

    @Test
    void doesNotWaitForEver() throws Exception {
        FileChannel other = notes.lock();

        assertThatThrownBy(() -> notes.lock(Duration.ZERO))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has been at work");

        other.close();
    }
}
