package no.itagenten.fleet.agent.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import no.itagenten.fleet.agent.bundle.Gathered;
import no.itagenten.fleet.agent.bundle.StoppedException;
import no.itagenten.fleet.protocol.Bundle;
import no.itagenten.fleet.protocol.BundleAck;
import no.itagenten.fleet.protocol.BundleChunk;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleHandlerTest {

    private static final CommandId ID = new CommandId("cmd-1");
    private static final Bundle COMMAND = new Bundle(ID, Optional.empty());

    @TempDir
    private Path folder;

    private CommandsFixture device;

    @BeforeEach
    void prepare() {
        device = CommandsFixture.withoutApplication(folder);
    }

    @AfterEach
    void stop() {
        device.close();
    }

    private void stored(long bytes) {
        device.bundleAcks.put(new BundleAck(ID, bytes, Optional.empty()));
    }

    private BundleChunk chunk() throws InterruptedException {
        return device.awaited(BundleChunk.class);
    }

    private boolean nothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("bundles"))) {
            return files.findAny().isEmpty();
        }
    }

    @Test
    void theArchiveIsSentPieceByPiece() throws Exception {
        // given
        byte[] archive = new byte[Protocol.MAX_BUNDLE_CHUNK_BYTES + 10];
        archive[Protocol.MAX_BUNDLE_CHUNK_BYTES] = 58;
        device.bundle = (path, now, cancellation) -> {
            Files.write(path, archive);
            return new Gathered(7, 2, 1);
        };

        // when
        device.start().deliver(COMMAND);
        BundleChunk first = chunk();
        stored(first.bytes().length);
        BundleChunk second = chunk();
        stored(archive.length);

        // then
        assertThat(first.offset()).isZero();
        assertThat(first.bytes()).hasSize(Protocol.MAX_BUNDLE_CHUNK_BYTES);
        assertThat(second.offset()).isEqualTo(Protocol.MAX_BUNDLE_CHUNK_BYTES);
        assertThat(second.bytes()).hasSize(10).startsWith(58);
        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.details().orElseThrow())
                .containsEntry("files", "7")
                .containsEntry("redacted", "2")
                .containsEntry("missing", "1")
                .containsEntry("bytes", Integer.toString(archive.length))
                .containsEntry("sha256", first.sha256());
        assertThat(nothingIsLeft()).isTrue();
    }

    @Test
    void aPieceThatIsNotAnsweredIsSentAgain() throws Exception {
        device.start().deliver(COMMAND);
        BundleChunk first = chunk();

        BundleChunk again = chunk();

        assertThat(again).isEqualTo(first);
    }

    @Test
    void itGoesOnWhereTheServerSays() throws Exception {
        // given
        byte[] archive = "an archive".getBytes(UTF_8);
        device.start().deliver(COMMAND);
        chunk();

        // when
        stored(3);

        // then
        assertThat(chunk().bytes()).isEqualTo(Arrays.copyOfRange(archive, 3, archive.length));
    }

    @Test
    void whatTheServerRefusesHasFailed() throws Exception {
        device.start().deliver(COMMAND);
        chunk();
        device.bundleAcks.put(new BundleAck(ID, 0, Optional.of("its disk is full")));

        CommandResult result = device.result();

        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message()).contains("its disk is full");
        assertThat(nothingIsLeft()).isTrue();
    }

    @Test
    void itCanBeTakenBackAtAnyTime() throws Exception {
        // given
        CommandExecutor executor = device.start();
        executor.deliver(COMMAND);
        chunk();

        // when
        executor.cancel(ID);

        // then
        assertThat(device.result().state()).isEqualTo(CommandState.CANCELED);
        assertThat(nothingIsLeft()).isTrue();
    }

    @Test
    void anAgentThatWasInterruptedSendsTheSameArchive() throws Exception {
        // given
        AtomicInteger gathered = new AtomicInteger();
        device.bundle = (path, now, cancellation) -> {
            Files.writeString(path, "gathered " + gathered.incrementAndGet());
            return new Gathered(1, 0, 0);
        };
        device.start().deliver(COMMAND);
        BundleChunk before = chunk();
        device.close();

        // when
        device.start();
        BundleChunk after = chunk();
        stored(after.size());

        // then
        assertThat(after).isEqualTo(before);
        assertThat(device.result().state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(gathered).hasValue(1);
    }

    @Test
    void whatCannotBeWrittenSaysWhatToDo() throws Exception {
        device.bundle = (path, now, cancellation) -> {
            throw new IOException("No space left on device");
        };

        device.start().deliver(COMMAND);

        assertThat(device.result().message()).contains("No space left on device", "make room");
    }

    @Test
    void anAnswerThatComesLateDoesNotHaveTheNextPieceSentTwice() throws Exception {
        // given
        device.bundle = (path, now, cancellation) -> {
            Files.write(path, new byte[3 * Protocol.MAX_BUNDLE_CHUNK_BYTES]);
            return new Gathered(1, 0, 0);
        };
        device.start().deliver(COMMAND);
        chunk();
        chunk(); // again, as no answer came
        stored(Protocol.MAX_BUNDLE_CHUNK_BYTES);
        BundleChunk second = chunk();

        // when
        stored(Protocol.MAX_BUNDLE_CHUNK_BYTES); // the answer to the repetition
        stored(2L * Protocol.MAX_BUNDLE_CHUNK_BYTES);

        // then
        assertThat(second.offset()).isEqualTo(Protocol.MAX_BUNDLE_CHUNK_BYTES);
        assertThat(chunk().offset()).isEqualTo(2L * Protocol.MAX_BUNDLE_CHUNK_BYTES);
    }

    @Test
    void oneThatIsStoppedWhileItIsGatheredLeavesNothing() throws Exception {
        device.bundle = (path, now, cancellation) -> {
            throw new StoppedException();
        };

        device.start().deliver(COMMAND);

        assertThat(device.result().state()).isEqualTo(CommandState.CANCELED);
        assertThat(nothingIsLeft()).isTrue();
    }

    @Test
    void aDeviceThatGivesNoneSaysSo() throws Exception {
        device.givesBundles = false;

        device.start().deliver(COMMAND);

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.REJECTED);
        assertThat(result.message()).contains("SUPPORT_BUNDLE=no");
    }
}
