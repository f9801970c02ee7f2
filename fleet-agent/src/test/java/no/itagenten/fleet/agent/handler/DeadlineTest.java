package no.itagenten.fleet.agent.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import no.itagenten.fleet.agent.git.GitFixture;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.CommandTerms;
import no.itagenten.fleet.protocol.Restart;
import no.itagenten.fleet.protocol.Update;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command is at it for so long and no longer, and what it waits does not count. */
final class DeadlineTest {

    private static final CommandId ID = new CommandId("c-1");

    @TempDir
    Path folder;

    private CommandsFixture device;

    @AfterEach
    void stop() {
        device.close();
    }

    private void passes(Duration time) {
        device.passed.addAndGet(time.toNanos());
    }

    @Test
    void aServiceIsNotRestartedOnceTheTimeIsOver() throws Exception {
        device = CommandsFixture.withoutApplication(folder);
        device.services.onRestart(name -> passes(Duration.ofSeconds(121)));

        device.start().deliver(new Restart(ID, Optional.empty()));

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message()).startsWith("its deadline of 120 s passed before web was restarted; now app is ");
        assertThat(device.services.restarted).containsExactly("app");
    }

    @Test
    void theTermsMayGiveMore() throws Exception {
        device = CommandsFixture.withoutApplication(folder);
        device.services.onRestart(name -> passes(Duration.ofSeconds(121)));
        CommandTerms terms = new CommandTerms(Optional.empty(), Optional.of(600L), Optional.empty());

        device.start().deliver(new Restart(ID, Optional.empty(), Optional.of(terms)));

        assertThat(device.result().state()).isEqualTo(CommandState.SUCCEEDED);
    }

    @Test
    void standsStillWhileTheCommandWaits() throws Exception {
        device = CommandsFixture.withoutApplication(folder);
        Files.createFile(device.onAir);
        device.start().deliver(new Restart(ID, Optional.empty()));
        device.progress("busy");

        passes(Duration.ofHours(3));
        Files.delete(device.onAir);

        assertThat(device.result().state()).isEqualTo(CommandState.SUCCEEDED);
    }

    @Test
    void anUpdateThatPassesItIsTakenBack() throws Exception {
        // given
        GitFixture repositories = new GitFixture(folder);
        device = CommandsFixture.withApplication(folder, repositories);
        String first = repositories.head(repositories.device);
        repositories.commit("version", "2");
        device.services.onRestart(name -> passes(Duration.ofMinutes(16)));

        // when
        device.start().deliver(new Update(ID, Optional.of("main"), Optional.empty(), Optional.empty()));

        // then
        CommandResult result = device.result();
        assertThat(result.state()).as(result.message()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(result.message()).startsWith("health: its deadline of 900 s passed before it. Back at " + first);
        assertThat(repositories.head(repositories.device)).isEqualTo(first);
    }

    @Test
    void anUpdateWhoseRemoteHangsEndsWithNothingTouched() throws Exception {
        // given
        GitFixture repositories = new GitFixture(folder);
        device = CommandsFixture.withApplication(folder, repositories);
        String first = repositories.head(repositories.device);
        Path refs = repositories.remote.resolve("packed-refs");
        Files.deleteIfExists(refs);
        assertThat(new ProcessBuilder("mkfifo", refs.toString()).start().waitFor())
                .isZero();
        device.start().deliver(new Update(ID, Optional.of("main"), Optional.empty(), Optional.empty()));
        device.progress("preflight");

        // when
        passes(Duration.ofMinutes(16));

        // then
        CommandResult result = device.result();
        assertThat(result.state()).as(result.message()).isEqualTo(CommandState.FAILED);
        assertThat(result.message())
                .startsWith("its deadline of 900 s passed before")
                .contains("Nothing was touched");
        assertThat(repositories.head(repositories.device)).isEqualTo(first);
    }
}
