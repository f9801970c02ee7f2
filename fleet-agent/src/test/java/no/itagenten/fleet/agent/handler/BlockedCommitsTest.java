package no.itagenten.fleet.agent.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import no.itagenten.fleet.agent.git.GitFixture;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.Unblock;
import no.itagenten.fleet.protocol.Update;
import no.itagenten.fleet.protocol.UpdateOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was rolled back is not tried again by itself. */
class BlockedCommitsTest {

    private static final UpdateOptions FORCE =
            new UpdateOptions(Optional.of(true), Optional.empty(), Optional.empty(), Optional.empty());

    @TempDir
    Path folder;

    private GitFixture repositories;
    private CommandsFixture device;
    private String bad;
    private int commands;

    @BeforeEach
    void aDeviceThatRolledACommitBack() throws Exception {
        repositories = new GitFixture(folder);
        device = CommandsFixture.withApplication(folder, repositories, "/bin/sh", "-c", "test -e fine -o ! -e bad");
        bad = repositories.commit("bad", "");
        CommandResult result = run(UpdateOptions.NONE);
        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(result.details().orElseThrow()).containsKey("blocked_until");
    }

    @AfterEach
    void stop() {
        device.close();
    }

    @Test
    void isRefusedByTheNextAgentToo() throws Exception {
        CommandResult result = run(UpdateOptions.NONE);

        assertThat(result.state()).isEqualTo(CommandState.REJECTED);
        assertThat(result.message())
                .contains("was rolled back on this device and is blocked until ")
                .contains("--force")
                .contains("fleetctl device unblock d " + bad);
        assertThat(device.blocked().all()).containsOnlyKeys(bad);
    }

    @Test
    void anotherCommitIsNot() throws Exception {
        repositories.commit("fine", "");

        assertThat(run(UpdateOptions.NONE).state()).isEqualTo(CommandState.SUCCEEDED);
    }

    @Test
    void forceLiftsTheBlock() throws Exception {
        Files.writeString(repositories.device.resolve("fine"), "");

        assertThat(run(FORCE).state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(device.blocked().all()).isEmpty();
    }

    @Test
    void aCommandLiftsTheBlock() throws Exception {
        // given
        CommandId id = new CommandId("unblock");

        // when
        device.start().deliver(new Unblock(id, Optional.empty(), Optional.empty()));

        // then
        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.message()).isEqualTo("may be tried again: " + bad);
        assertThat(device.blocked().all()).isEmpty();
    }

    @Test
    void aDayLaterItMayBeTriedAgain() {
        device.clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(24));

        assertThat(device.blocked().all()).isEmpty();
    }

    @Test
    void isLiftedByTheBeginningOfItsId() throws Exception {
        assertThat(device.blocked().unblock(Optional.of(bad.substring(0, 8)))).containsOnlyKeys(bad);

        assertThat(device.blocked().all()).isEmpty();
    }

    @Test
    void aDamagedListIsAsGoodAsNone() throws Exception {
        Files.writeString(folder.resolve("blocked-commits.json"), "crc32c 00000000\n{");

        assertThat(device.blocked().all()).isEmpty();
    }

    @Test
    void keepsUntilWhen() {
        assertThat(device.blocked().until(bad).orElseThrow())
                .isAfter(Instant.now().plus(Duration.ofHours(23)));
    }

    private CommandResult run(UpdateOptions options) throws Exception {
        CommandId id = new CommandId("u" + ++commands);
        device.start()
                .deliver(new Update(
                        id,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(options),
                        Optional.empty()));
        CommandResult result = device.result();
        device.close();
        device.sent.clear();
        device.journal().acknowledge(id);
        return result;
    }
}
