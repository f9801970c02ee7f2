package no.itagenten.fleet.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.LogLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FileFollowerTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private Path file;
    private LogAccess access;
    private long nanos;
    private String lastPosition = FilePosition.BEFORE_FIRST.text();
    private Optional<FileFollower> follower = Optional.empty();

    @BeforeEach
    void name() {
        file = folder.resolve("app.log");
        access = new LogAccess(List.of(folder.resolve("closed")));
    }

    @AfterEach
    void close() {
        follower.ifPresent(FileFollower::close);
    }

    @Test
    void readsAFileThatAppearsFromItsBeginning() throws Exception {
        follow();
        assertThat(lines()).isEmpty();

        append("one\ntwo\n");

        assertThat(lines()).containsExactly("one", "two");
    }

    @Test
    void beginsAtTheEndOfAFileThatIsThere() throws Exception {
        append("old\n");
        lastPosition = FileFollower.initialPosition(file).text();
        follow();

        append("new\n");

        assertThat(lines()).containsExactly("new");
    }

    @Test
    void waitsForTheRestOfALine() throws Exception {
        follow();
        append("one\nhal");
        assertThat(lines()).containsExactly("one");

        append("f\n");

        assertThat(lines()).containsExactly("half");
    }

    @Test
    void readsAHalfLineAgainAfterARestart() throws Exception {
        follow();
        append("one\nhal");
        assertThat(lines()).containsExactly("one");

        restart();
        append("f\n");

        assertThat(lines()).containsExactly("half");
    }

    @Test
    void readsARenamedFileToItsEndBeforeTheNewOne() throws Exception {
        follow();
        append("one\n");
        assertThat(lines()).containsExactly("one");
        append("two\n");
        Path old = folder.resolve("app.log.1");
        Files.move(file, old);
        Files.writeString(old, "three\nunfinished", UTF_8, StandardOpenOption.APPEND);
        append("four\n");

        assertThat(lines()).containsExactly("two", "three", "unfinished", "four");
    }

    @Test
    void waitsForProgramsThatStillWriteIntoTheRenamedFile() throws Exception {
        follow();
        append("one\n");
        lines();
        Path old = folder.resolve("app.log.1");
        Files.move(file, old);
        Files.createFile(file);
        assertThat(lines()).isEmpty();

        Files.writeString(old, "late\n", UTF_8, StandardOpenOption.APPEND);
        assertThat(lines()).containsExactly("late");

        nanos += Duration.ofSeconds(6).toNanos();
        append("new\n");
        assertThat(lines()).containsExactly("new");
    }

    @Test
    void readsWhatWasRotatedWhileTheAgentWasAway() throws Exception {
        follow();
        append("one\n");
        assertThat(lines()).containsExactly("one");
        follower.orElseThrow().close();
        append("two\n");
        Files.move(file, folder.resolve("app.log.1"));
        append("three\n");

        restart();

        assertThat(lines()).containsExactly("two", "three");
    }

    @Test
    void beginsAnewWhenTheFileIsEmptied() throws Exception {
        follow();
        append("one\ntwo\n");
        assertThat(lines()).hasSize(2);

        Files.writeString(file, "");
        assertThat(lines()).isEmpty();
        append("three\n");

        assertThat(lines()).containsExactly("three");
    }

    @Test
    void beginsAnewWhenTheFileIsGoneAndThereIsAnother() throws Exception {
        follow();
        append("one\n");
        lines();
        follower.orElseThrow().close();
        Files.move(file, folder.resolve("elsewhere"));
        append("two\n");

        restart();

        assertThat(lines())
                .containsExactly(
                        "Lines before this one may be missing: the file was rotated away before it was read to its end",
                        "two");
    }

    @Test
    void replacesWhatIsNoUtf8() throws Exception {
        follow();
        Files.write(file, new byte[] {'a', (byte) 0xff, 'b', '\r', '\n'});

        assertThat(lines()).containsExactly("a\uFFFDb");
    }

    @Test
    void cutsALineThatIsTooLong() throws Exception {
        follow();
        append("x".repeat(200_000) + "\nnext\n");

        List<String> lines = lines();

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).getBytes(UTF_8)).hasSizeLessThanOrEqualTo(16 * 1024);
        assertThat(lines.get(0)).contains("[cut, ");
        assertThat(lines.get(1)).isEqualTo("next");
    }

    @Test
    void goesOnAfterEveryLineWithoutLossOrRepetition() throws Exception {
        List<String> written = new ArrayList<>();
        List<String> read = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            written.add("line " + i);
            append("line " + i + "\n");
        }
        lastPosition = FilePosition.BEFORE_FIRST.text();

        for (int i = 0; i < 50; i++) {
            restart();
            read.add(next().orElseThrow().message());
        }

        assertThat(read).isEqualTo(written);
    }

    @Test
    void followsALogThatIsALink() throws Exception {
        Path dated = Files.writeString(folder.resolve("app-2026.log"), "one\n");
        Files.createSymbolicLink(file, dated);

        follow();

        assertThat(lines()).containsExactly("one");
    }

    @Test
    void readsNothingThatIsClosedToLogs() throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("closed")).resolve("device.key"), "secret\n");
        Files.createSymbolicLink(file, folder.resolve("closed/device.key"));

        follow();

        assertThat(lines()).isEmpty();
    }

    @Test
    void readsNothingThatIsClosedThroughALinkedFolderEither() throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("closed")).resolve("app.log"), "secret\n");
        Path logs = Files.createSymbolicLink(folder.resolve("logs"), folder.resolve("closed"));
        file = logs.resolve("app.log");

        follow();

        assertThat(lines()).isEmpty();
    }

    @Test
    void readsNothingAboutTheAgentsOwnProcess() throws Exception {
        Files.createSymbolicLink(file, Path.of("/proc/self/environ"));

        follow();

        assertThat(lines()).isEmpty();
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void waitsForNoPipe() throws Exception {
        new ProcessBuilder("mkfifo", file.toString()).start().waitFor();

        follow();

        assertThat(lines()).isEmpty();
    }

    @Test
    void takesUpALogThatATemporaryLinkHid() throws Exception {
        Files.createSymbolicLink(file, Path.of("/proc/self/environ"));
        follow();
        assertThat(lines()).isEmpty();
        Files.delete(file);

        append("one\n");

        assertThat(lines()).containsExactly("one");
    }

    @Test
    void takesLevelAndTimeFromTheLine() throws Exception {
        follow();
        append("2025-12-21T20:00:00Z ERROR it broke\nplain\n");

        LogLine first = next().orElseThrow();
        LogLine second = next().orElseThrow();

        assertThat(first.level()).hasToString("ERROR");
        assertThat(first.timestamp()).contains(Instant.parse("2025-12-21T20:00:00Z"));
        assertThat(first.source()).contains("app");
        assertThat(second.level()).hasToString("INFO");
        assertThat(second.timestamp()).contains(NOW);
    }

    private void follow() {
        FilePosition start = FilePosition.parse(lastPosition).orElseThrow();
        follower = Optional.of(
                new FileFollower("app", file, access, start, Clock.fixed(NOW, ZoneOffset.UTC), () -> nanos));
    }

    private void restart() {
        follower.ifPresent(FileFollower::close);
        follow();
    }

    private Optional<LogLine> next() {
        Optional<LogSource.Line> line = follower.orElseThrow().next();
        line.ifPresent(read -> lastPosition = read.position());
        return line.map(LogSource.Line::line);
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Optional<LogLine> line = next(); line.isPresent(); line = next()) {
            lines.add(line.get().message());
        }
        return lines;
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
