package no.itagenten.fleet.agent.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.LogLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a program that prints what journalctl prints. */
class JournalFollowerTest {

    @TempDir
    Path folder;

    @Test
    void readsRecordsAndGoesOnAfterTheLastOne() throws Exception {
        Path program = folder.resolve("journalctl");
        Path arguments = folder.resolve("arguments");
        Files.writeString(program, """
                #!/bin/sh
                echo "$@" >> %s
                echo '{"__CURSOR":"c1","__REALTIME_TIMESTAMP":"1700000000000000","PRIORITY":"3","MESSAGE":"bad","_SYSTEMD_UNIT":"app.service"}'
                echo 'not json'
                echo '{"__CURSOR":"c2","__REALTIME_TIMESTAMP":"1700000001000000","MESSAGE":[104,195,166],"_SYSTEMD_UNIT":"app.service"}'
                """.formatted(arguments));
        program.toFile().setExecutable(true);
        long[] nanos = {0};
        JournalFollower follower =
                new JournalFollower(program.toString(), List.of("app"), Optional.of("c0"), () -> nanos[0]);

        LogSource.Line first =
                await().until(follower::next, Optional::isPresent).orElseThrow();
        LogSource.Line second =
                await().until(follower::next, Optional::isPresent).orElseThrow();

        assertThat(first.line())
                .isEqualTo(new LogLine(
                        Optional.of(Instant.ofEpochSecond(1_700_000_000)), LogLevel.ERROR, Optional.of("app"), "bad"));
        assertThat(second.line().message()).isEqualTo("hæ");
        assertThat(second.line().level()).isEqualTo(LogLevel.INFO);
        assertThat(second.position()).isEqualTo("c2");

        nanos[0] = 10_000_000_000L; // it ended, and is started again after a pause, from where it was
        await().until(follower::next, Optional::isPresent);
        assertThat(Files.readAllLines(arguments).get(0)).contains("--after-cursor=c0 --unit=app");
        assertThat(Files.readAllLines(arguments).get(1)).contains("--after-cursor=c2 --unit=app");
        follower.close();
    }
}
