package no.itagenten.fleet.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import no.itagenten.fleet.agent.config.AgentConfig.LogFile;
import no.itagenten.fleet.agent.settings.SettingsStore;
import no.itagenten.fleet.protocol.Configure;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.LogBatch;
import no.itagenten.fleet.protocol.LogLine;
import no.itagenten.fleet.protocol.LogsAck;
import no.itagenten.fleet.protocol.MessageCodec;
import no.itagenten.fleet.protocol.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogShipperTest {

    private static final DeviceId DEVICE = new DeviceId("d");

    @TempDir
    Path folder;

    private final BlockingQueue<DeviceMessage> sent = new LinkedBlockingQueue<>();
    private SettingsStore settings;
    private Path file;
    private Optional<LogShipper> shipper = Optional.empty();

    @BeforeEach
    void aDevice() {
        file = folder.resolve("app.log");
        settings = new SettingsStore(folder.resolve("settings.json"), DEVICE, Duration.ofSeconds(30), List.of("app"));
    }

    @AfterEach
    void stop() {
        shipper.ifPresent(LogShipper::close);
    }

    @Test
    void sendsNothingWithoutAServerAndEverythingWithOne() throws Exception {
        LogShipper logs = start();
        write("one", "two");
        assertThat(sent.poll(700, TimeUnit.MILLISECONDS)).isNull();

        logs.connected();

        LogBatch batch = batch();
        assertThat(batch.batch()).isEqualTo(1);
        assertThat(messages(batch)).containsExactly("one", "two");
    }

    @Test
    void hasOneBatchUnderWayAtATime() throws Exception {
        LogShipper logs = start();
        logs.connected();
        write("one");
        LogBatch first = batch();
        write("two");
        assertThat(sent.poll(1500, TimeUnit.MILLISECONDS)).isNull();

        logs.stored(new LogsAck(first.stream(), first.batch()));

        LogBatch second = batch();
        assertThat(second.batch()).isEqualTo(2);
        assertThat(messages(second)).containsExactly("two");
    }

    @Test
    void takesNoOtherAcknowledgement() throws Exception {
        LogShipper logs = start();
        logs.connected();
        write("one");
        LogBatch first = batch();
        write("two");

        logs.stored(new LogsAck("another", first.batch()));
        logs.stored(new LogsAck(first.stream(), first.batch() + 1));

        assertThat(sent.poll(1500, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void sendsTheSameBatchAgainOnANewConnection() throws Exception {
        LogShipper logs = start();
        logs.connected();
        write("one");
        LogBatch first = batch();

        logs.disconnected();
        write("two");
        logs.connected();

        assertThat(batch()).isEqualTo(first);
    }

    @Test
    void sendsTheSameBatchAgainAfterACrash() throws Exception {
        LogShipper logs = start();
        logs.connected();
        write("one");
        LogBatch first = batch();
        logs.close();
        write("two");
        Files.move(file, folder.resolve("gone")); // even if its lines can no longer be read

        LogShipper next = start();
        next.connected();

        assertThat(batch()).isEqualTo(first);
    }

    @Test
    void losesAndRepeatsNothingOverManyCrashes() throws Exception {
        List<String> stored = new ArrayList<>();
        long lastStored = 0;
        start();
        shipper.orElseThrow().close();
        for (int i = 0; i < 4; i++) {
            write("line " + i);
            LogShipper logs = start();
            logs.connected();
            LogBatch batch = batch();
            if (batch.batch() > lastStored) {
                stored.addAll(messages(batch));
                lastStored = batch.batch();
            }
            if (i % 2 == 1) {
                logs.stored(new LogsAck(batch.stream(), batch.batch()));
                LogBatch next = batch();
                stored.addAll(messages(next));
                lastStored = next.batch();
            }
            logs.close(); // before the acknowledgement is on disk, as a crash would
        }

        assertThat(stored)
                .isEqualTo(IntStream.range(0, stored.size())
                        .mapToObj(i -> "line " + i)
                        .toList());
        assertThat(stored).hasSize(4);
    }

    @Test
    void sendsOnlyWhatIsGraveEnough() throws Exception {
        settings.apply(new Configure(1, Map.of("log_level", "warn")));
        LogShipper logs = start();
        logs.connected();

        write("INFO fine", "ERROR broken", "DEBUG detail", "WARN hot");

        assertThat(messages(batch())).containsExactly("ERROR broken", "WARN hot");
    }

    @Test
    void neverSendsMoreThanAMessageHolds() throws Exception {
        LogShipper logs = start();
        write("\u0001".repeat(16_000), "\"".repeat(16_000), "x".repeat(16_000), "y".repeat(100_000));
        write(IntStream.range(0, 600).mapToObj(i -> "line " + i).toArray(String[]::new));
        logs.connected();

        int lines = 0;
        while (lines < 604) {
            LogBatch batch = batch();
            assertThat(MessageCodec.encode(batch).getBytes(UTF_8)).hasSizeLessThanOrEqualTo(Protocol.MAX_MESSAGE_BYTES);
            assertThat(batch.entries()).hasSizeLessThanOrEqualTo(Protocol.MAX_LOG_BATCH_LINES);
            lines += batch.entries().size();
            logs.stored(new LogsAck(batch.stream(), batch.batch()));
        }
        assertThat(lines).isEqualTo(604);
    }

    @Test
    void followsASourceThatIsPutBackFromThenOn() throws Exception {
        LogShipper logs = start();
        logs.connected();
        write("one");
        LogBatch first = batch();
        settings.apply(new Configure(1, Map.of("log_sources", "none")));
        logs.stored(new LogsAck(first.stream(), first.batch()));
        write("unseen");
        assertThat(sent.poll(1500, TimeUnit.MILLISECONDS)).isNull();

        settings.apply(new Configure(2, Map.of("log_sources", "app")));
        await().untilAsserted(() ->
                assertThat(Files.readString(folder.resolve("logs.json"))).contains("\"app\""));
        write("seen");

        assertThat(messages(batch())).containsExactly("seen");
    }

    @Test
    void beginsANewStreamWhenItsStateIsDamaged() throws Exception {
        LogShipper logs = start();
        logs.connected();
        write("one");
        LogBatch first = batch();
        logs.close();
        Files.writeString(folder.resolve("logs.json"), "torn");

        LogShipper next = start();
        write("two");
        next.connected();

        LogBatch second = batch();
        assertThat(second.stream()).isNotEqualTo(first.stream());
        assertThat(second.batch()).isEqualTo(1);
    }

    private LogShipper start() {
        sent.clear();
        LogShipper started = new LogShipper(
                DEVICE,
                settings,
                List.of(new LogFile("app", file)),
                List.of(),
                List.of(),
                folder.resolve("logs.json"),
                sent::add);
        started.start();
        shipper = Optional.of(started);
        await().until(() -> Files.exists(folder.resolve("logs.json"))
                && Files.readString(folder.resolve("logs.json")).startsWith("crc32c"));
        return started;
    }

    private LogBatch batch() throws InterruptedException {
        DeviceMessage message = sent.poll(20, TimeUnit.SECONDS);
        assertThat(message).isInstanceOf(LogBatch.class);
        return (LogBatch) message;
    }

    private static List<String> messages(LogBatch batch) {
        return batch.entries().stream().map(LogLine::message).toList();
    }

    private void write(String... lines) throws IOException {
        Files.writeString(
                file, String.join("\n", lines) + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
