package no.itagenten.fleet.fleetd.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetd.command.CommandRules;
import no.itagenten.fleet.fleetd.command.CommandService;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.event.EventHub;
import no.itagenten.fleet.fleetd.store.Database;
import no.itagenten.fleet.fleetd.store.SqlCommandStore;
import no.itagenten.fleet.fleetd.store.SqlDeviceStore;
import no.itagenten.fleet.fleetd.testing.AdjustableClock;
import no.itagenten.fleet.fleetd.testing.RecordingGateway;
import no.itagenten.fleet.fleetd.time.ClockJumps;
import no.itagenten.fleet.protocol.BundleAck;
import no.itagenten.fleet.protocol.BundleChunk;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.CommandType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundlesTest {

    private static final DeviceId DEVICE = new DeviceId("r58-a");
    private static final byte[] ARCHIVE = "an archive, in three pieces".getBytes(UTF_8);
    private static final int PIECE = 10;

    @TempDir
    private Path data;

    private final AdjustableClock clock = new AdjustableClock();
    private final ClockJumps jumps = new ClockJumps(clock, clock::nanoTime);
    private Database database;
    private CommandService commands;
    private Bundles bundles;
    private CommandId command;

    @BeforeEach
    void ask() throws IOException {
        database = Database.open(data);
        RecordingGateway gateway = new RecordingGateway();
        new DeviceRegistry(new SqlDeviceStore(database), gateway, clock, 10).register(DEVICE);
        commands = new CommandService(
                new SqlCommandStore(database), gateway, new EventHub("test"), CommandRules.DEFAULT, clock, jumps);
        bundles = new Bundles(data.resolve("bundles"), commands, jumps);
        command = submit(CommandType.BUNDLE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private CommandId submit(CommandType type) {
        return commands.submit(DEVICE, type, Map.of(), Optional.empty(), "test", Optional.empty())
                .join()
                .id();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private BundleAck send(DeviceId device, CommandId id, byte[] archive, int offset) {
        byte[] piece = Arrays.copyOfRange(archive, offset, Math.min(archive.length, offset + PIECE));
        return bundles.take(BundleChunk.of(device, id, archive.length, sha256(archive), offset, piece));
    }

    private BundleAck sendAll(CommandId id) {
        send(DEVICE, id, ARCHIVE, 0);
        send(DEVICE, id, ARCHIVE, 10);
        return send(DEVICE, id, ARCHIVE, 20);
    }

    private byte[] stored(CommandId id) throws IOException {
        try (StoredBundle bundle = bundles.of(id)) {
            return bundle.content().readAllBytes();
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("bundles"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void anArchiveIsThereOnceItsLastPieceIs() throws IOException {
        BundleAck last = sendAll(command);

        assertThat(last).isEqualTo(new BundleAck(command, ARCHIVE.length, Optional.empty()));
        assertThat(stored(command)).isEqualTo(ARCHIVE);
    }

    @Test
    void anUploadThatBeginsAnewIsToldWhereItWas() {
        // given
        send(DEVICE, command, ARCHIVE, 0);
        send(DEVICE, command, ARCHIVE, 10);

        // when
        BundleAck again = send(DEVICE, command, ARCHIVE, 0);

        // then
        assertThat(again.stored()).isEqualTo(20);
    }

    @Test
    void aPieceThatComesTwiceIsStoredOnce() throws IOException {
        // given
        send(DEVICE, command, ARCHIVE, 0);
        send(DEVICE, command, ARCHIVE, 10);

        // when
        BundleAck twice = send(DEVICE, command, ARCHIVE, 10);
        send(DEVICE, command, ARCHIVE, 20);

        // then
        assertThat(twice.stored()).isEqualTo(20);
        assertThat(stored(command)).isEqualTo(ARCHIVE);
    }

    @Test
    void theLastPieceIsAnsweredAgainWhenItsAnswerWasLost() {
        sendAll(command);

        assertThat(send(DEVICE, command, ARCHIVE, 20).stored()).isEqualTo(ARCHIVE.length);
    }

    @Test
    void whatTheDeviceGatheredAnewTakesThePlaceOfWhatItSentBefore() throws IOException {
        // given
        byte[] before = "gathered before the agent was started anew".getBytes(UTF_8);
        send(DEVICE, command, before, 0);

        // when
        sendAll(command);

        // then
        assertThat(stored(command)).isEqualTo(ARCHIVE);
        assertThat(files()).containsExactly(command + "~" + sha256(ARCHIVE) + ".tar.gz");
    }

    @Test
    void whatIsNotWhatWasAnnouncedIsRefused() throws IOException {
        byte[] announced = "an archive, in three pieceX".getBytes(UTF_8);
        for (int offset = 0; offset < 20; offset += PIECE) {
            send(DEVICE, command, announced, offset);
        }

        BundleAck last = bundles.take(BundleChunk.of(
                DEVICE, command, ARCHIVE.length, sha256(announced), 20, Arrays.copyOfRange(ARCHIVE, 20, 27)));

        assertThat(last.problem().orElseThrow()).contains("not what the device announced");
        assertThat(files()).isEmpty();
    }

    @Test
    void anotherDevicesCommandIsNoneOfItsBusiness() {
        BundleAck answer = send(new DeviceId("r58-b"), command, ARCHIVE, 0);

        assertThat(answer.problem().orElseThrow()).contains("nobody asked this device");
    }

    @Test
    void aCommandThatAskedForNoBundleTakesNone() throws IOException {
        BundleAck answer = send(DEVICE, submit(CommandType.REBOOT), ARCHIVE, 0);

        assertThat(answer.problem()).isPresent();
        assertThat(files()).isEmpty();
    }

    @Test
    void aCommandThatIsAtItsEndTakesNoMore() {
        commands.ended(new CommandResult(
                        DEVICE,
                        command,
                        CommandState.CANCELED,
                        "stopped",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .join();

        BundleAck answer = send(DEVICE, command, ARCHIVE, 0);

        assertThat(answer.problem().orElseThrow()).contains("canceled");
    }

    @Test
    void aBundleThatIsStillOnItsWayIsNotHandedOut() {
        send(DEVICE, command, ARCHIVE, 0);

        assertThatThrownBy(() -> bundles.of(command))
                .isInstanceOf(BundleNotFoundException.class)
                .hasMessageContaining("not here yet");
    }

    @Test
    void anOldBundleIsForgotten() throws IOException {
        // given
        sendAll(command);
        Files.setLastModifiedTime(
                data.resolve("bundles").resolve(files().get(0)),
                FileTime.from(clock.instant().minus(Duration.ofDays(8))));

        // when
        bundles.sweep();

        // then
        assertThat(files()).isEmpty();
    }

    @Test
    void ofTooManyTheLatestAreKept() throws IOException {
        // given
        for (int i = 0; i <= BundleFolder.MOST; i++) {
            Path file = data.resolve("bundles").resolve("cmd-" + i + "~0.tar.gz");
            Files.write(file, ARCHIVE);
            Files.setLastModifiedTime(file, FileTime.from(clock.instant().plusSeconds(i)));
        }

        // when
        new BundleFolder(data.resolve("bundles")).sweep(Instant.EPOCH, Instant.EPOCH, any -> true);

        // then
        assertThat(files()).hasSize(BundleFolder.MOST).doesNotContain("cmd-0~0.tar.gz");
    }

    @Test
    void theBundleOfACommandThatIsForgottenGoesWithIt() throws IOException {
        Files.write(data.resolve("bundles").resolve("cmd-removed~0.tar.gz"), ARCHIVE);

        bundles.sweep();

        assertThat(files()).isEmpty();
    }

    @Test
    void whatWasGatheredAnewTakesThePlaceOfAWholeOneToo() throws IOException {
        // given
        sendAll(command);
        byte[] anew = "anew".getBytes(UTF_8);

        // when
        BundleAck last = send(DEVICE, command, anew, 0);

        // then
        assertThat(last.stored()).isEqualTo(anew.length);
        assertThat(stored(command)).isEqualTo(anew);
        assertThat(files()).hasSize(1);
    }

    @Test
    void whatTheDatabaseNeedsOfTheDiskIsNotTaken() throws IOException {
        BundleFolder full = new BundleFolder(data.resolve("bundles"), Long.MAX_VALUE / 2);

        assertThatThrownBy(() -> full.append(command, ARCHIVE.length, sha256(ARCHIVE), 0, ARCHIVE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("make room there");
        assertThat(files()).isEmpty();
    }

    @Test
    void somebodyElsesFilesAreNoReasonToTakeNoMore() throws IOException {
        Files.write(data.resolve("bundles").resolve("x.part"), ARCHIVE);
        Files.write(data.resolve("bundles").resolve("-~.tar.gz"), ARCHIVE);

        sendAll(command);
        bundles.sweep();

        assertThat(stored(command)).isEqualTo(ARCHIVE);
    }
}
