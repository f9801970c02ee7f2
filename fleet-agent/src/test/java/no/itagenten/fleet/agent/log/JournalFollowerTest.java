package no.itagenten.fleet.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.LogLine;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a program that prints what journalctl prints. */
class JournalFollowerTest {

    @TempDir
    Path folder;

    private final long[] nanos = {0};
    private Path arguments;
    private Path program;

    @BeforeEach
    void makeProgram() throws Exception {
        arguments = folder.resolve("arguments");
        program = folder.resolve("journalctl");
    }

    @Test
    void readsRecordsAndGoesOnAfterTheLastOne() throws Exception {
        journalctl("c0", record("c0", "told"), """
                {"__CURSOR":"c1","__REALTIME_TIMESTAMP":"1700000000000000","PRIORITY":"3","MESSAGE":"bad","_SYSTEMD_UNIT":"app.service"}""", "not json", """
                {"__CURSOR":"c2","__REALTIME_TIMESTAMP":"1700000001000000","MESSAGE":[104,195,166],"_SYSTEMD_UNIT":"app.service"}""");
        try (JournalFollower follower = follow("c0")) {
            LogSource.Line first = await(follower);
            LogSource.Line second = await(follower);

            assertThat(first.line())
                    .isEqualTo(new LogLine(
                            Optional.of(Instant.ofEpochSecond(1_700_000_000)),
                            LogLevel.ERROR,
                            Optional.of("app"),
                            "bad"));
            assertThat(second.line().message()).isEqualTo("hæ");
            assertThat(second.line().level()).isEqualTo(LogLevel.INFO);
            assertThat(second.position()).isEqualTo("c2");
        }
    }

    @Test
    void goesOnWhereItWasWhenJournalctlHasEnded() throws Exception {
        journalctl("c0", record("c1", "one"));
        try (JournalFollower follower = follow("c0")) {
            await(follower);
            journalctl("c1", record("c1", "one"), record("c2", "two"));

            nanos[0] += Duration.ofSeconds(10).toNanos();

            assertThat(await(follower).line().message()).isEqualTo("two");
            assertThat(Files.readAllLines(arguments)).last().asString().contains("--cursor=c1 --unit=app");
        }
    }

    @Test
    void saysWhereLinesMayBeMissingBecauseTheJournalWasVacuumed() throws Exception {
        journalctl("c7", record("c8", "eight"));
        try (JournalFollower follower = follow("c0")) {
            LogSource.Line notice = await(follower);

            assertThat(notice.line().message()).startsWith("Lines before this one may be missing");
            assertThat(notice.line().level()).isEqualTo(LogLevel.WARN);
            assertThat(notice.position()).isEqualTo("c0");
            assertThat(await(follower).line().message()).isEqualTo("eight");
        }
    }

    @Test
    void beginsAnewAfterALongWait() throws Exception {
        journalctl("c0", record("c1", "one"), record("c2", "two"));
        try (JournalFollower follower = follow("c0")) {
            assertThat(await(follower).line().message()).isEqualTo("one");
            journalctl("c2", record("c3", "three"));

            nanos[0] += Duration.ofMinutes(2).toNanos();

            assertThat(await(follower).line().message()).startsWith("Lines before this one may be missing");
            assertThat(await(follower).line().message()).isEqualTo("three");
        }
    }

    private JournalFollower follow(String cursor) {
        return new JournalFollower(program.toString(), List.of("app"), Optional.of(cursor), () -> nanos[0]);
    }

    private static LogSource.Line await(JournalFollower follower) {
        return Awaitility.await().until(follower::next, Optional::isPresent).orElseThrow();
    }

    private static String record(String cursor, String message) {
        return "{\"__CURSOR\":\"" + cursor + "\",\"__REALTIME_TIMESTAMP\":\"1700000000000000\",\"MESSAGE\":\"" + message
                + "\",\"_SYSTEMD_UNIT\":\"app.service\"}";
    }

    /** @param oldest of the entries that are there: what a look at an entry finds */
    private void journalctl(String oldest, String... records) throws Exception {
        Path output =
                Files.writeString(Files.createTempFile(folder, "records", ".json"), String.join("\n", records) + "\n");
        Path other = folder.resolve("journalctl.new");
        Files.writeString(other, """
                #!/bin/sh
                echo "$@" >> %s
                case "$*" in
                  *--lines=1*) echo '%s' ;;
                  *) cat %s ;;
                esac
                """.formatted(arguments, record(oldest, ""), output));
        other.toFile().setExecutable(true);
        Files.move(other, program, StandardCopyOption.REPLACE_EXISTING);
    }
}
