package no.itagenten.fleet.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandProgress;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.DeviceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final DeviceId DEVICE = new DeviceId("d");
    private static final CommandId ONE = new CommandId("one");
    private static final CommandId TWO = new CommandId("two");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void remembersEveryStageAcrossRestarts() throws Exception {
        open().receive(ONE, Optional.of("{}"));
        assertThat(open().find(ONE).orElseThrow().stage()).isEqualTo(Stage.RECEIVED);

        open().advance(ONE, progress(ONE), Map.of("from", "a"));
        JournalEntry running = open().find(ONE).orElseThrow();
        assertThat(running.stage()).isEqualTo(Stage.RUNNING);
        assertThat(running.evidence()).containsExactly(Map.entry("from", "a"));
        assertThat(running.progress()).contains(progress(ONE));

        open().finish(result(ONE));
        assertThat(open().find(ONE).orElseThrow().result()).contains(result(ONE));
        assertThat(open().open()).containsExactly(ONE);

        open().acknowledge(ONE);
        assertThat(open().open()).isEmpty();
        assertThat(open().knows(ONE)).isTrue();
    }

    @Test
    void keepsTheOrderInWhichCommandsCame() throws Exception {
        open().receive(TWO, Optional.of("{}"));
        open().receive(ONE, Optional.of("{}"));

        assertThat(open().open()).containsExactly(TWO, ONE);
    }

    @Test
    void takesNoCommandInTwice() throws Exception {
        Journal journal = open();
        journal.receive(ONE, Optional.of("{}"));

        assertThatThrownBy(() -> journal.receive(ONE, Optional.of("{}"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void knowsACommandWhoseFileWasCutAnywhere() throws Exception {
        open().receive(ONE, Optional.of("{\"type\":\"restart\"}"));
        open().finish(result(ONE));
        open().acknowledge(ONE);
        Path file = folder.resolve("one.json");
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            Journal journal = open();

            assertThat(journal.knows(ONE)).isTrue();
            assertThat(journal.open()).as("cut at %d", length).containsExactly(ONE);
            assertThat(journal.find(ONE).orElseThrow().command()).isEmpty();
        }
    }

    @Test
    void knowsACommandWhoseFileHasAFlippedBit() throws Exception {
        open().receive(ONE, Optional.of("{}"));
        Path file = folder.resolve("one.json");
        byte[] whole = Files.readAllBytes(file);

        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 1;
            Files.write(file, flipped);

            assertThat(open().find(ONE).orElseThrow().stage()).as("byte %d", i).isEqualTo(Stage.RUNNING);
        }
    }

    @Test
    void canFinishADamagedEntry() throws Exception {
        Files.writeString(folder.resolve("one.json"), "garbage");
        Journal journal = open();

        journal.finish(result(ONE));

        assertThat(open().find(ONE).orElseThrow().result()).contains(result(ONE));
    }

    @Test
    void passesOverWhatIsNoEntry() throws Exception {
        Files.writeString(folder.resolve("README"), "x");
        Files.writeString(folder.resolve(".tmp-one.json"), "half");
        Files.writeString(folder.resolve("-bad-.json"), "x");

        assertThat(open().open()).isEmpty();
        assertThat(folder.resolve(".tmp-one.json")).doesNotExist();
    }

    @Test
    void changesNothingWhenItCannotWrite() throws Exception {
        Journal journal = open();
        Files.createDirectories(
                folder.resolve(".tmp-one.json/in-the-way")); // for root, permissions do not stop anything

        assertThatThrownBy(() -> journal.receive(ONE, Optional.of("{}"))).isInstanceOf(IOException.class);

        assertThat(journal.knows(ONE)).isFalse();
    }

    private Journal open() throws IOException {
        return Journal.open(folder, CLOCK);
    }

    private static CommandProgress progress(CommandId id) {
        return new CommandProgress(
                DEVICE, id, CommandState.RUNNING, "fetch", Optional.of("fetching"), Optional.of(CLOCK.instant()));
    }

    private static CommandResult result(CommandId id) {
        return new CommandResult(
                DEVICE,
                id,
                CommandState.ROLLED_BACK,
                "did not work",
                Optional.of(3),
                Optional.of("tail\nof it"),
                Optional.of(Map.of("from_commit", "a")),
                Optional.of(CLOCK.instant()));
    }
}
