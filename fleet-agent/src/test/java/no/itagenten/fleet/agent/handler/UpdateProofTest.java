package no.itagenten.fleet.agent.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.agent.git.GitFixture;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.Update;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has to be seen of a new version before it counts. */
class UpdateProofTest {

    @TempDir
    Path folder;

    private GitFixture repositories;
    private CommandsFixture device;

    @BeforeEach
    void aDevice() throws Exception {
        repositories = new GitFixture(folder);
        device = CommandsFixture.withApplication(
                folder,
                repositories,
                List.of(),
                List.of("/bin/sh", "-c", "echo looking at $(cat version); test $(cat version) != bad"),
                Optional.empty());
    }

    @AfterEach
    void stop() {
        device.close();
    }

    @Test
    void isConfirmedByTheServer() throws Exception {
        repositories.commit("version", "2");

        CommandResult result = run();

        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.details().orElseThrow()).containsEntry("confirmed_by", "server");
    }

    @Test
    void tellsThatItIsConfirmedAsAPhase() throws Exception {
        repositories.commit("version", "2");

        device.start().deliver(update());

        assertThat(device.progress("confirmed").message().orElseThrow()).contains("reaches the server");
    }

    @Test
    void goesBackWhenTheHealthProgramSaysNo() throws Exception {
        repositories.commit("version", "bad");

        CommandResult result = run();

        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(result.message()).startsWith("health: /bin/sh exited with 1");
        assertThat(result.exitCode()).contains(1);
        assertThat(result.output().orElseThrow()).contains("looking at bad");
        assertThat(repositories.version()).isEqualTo("1");
    }

    @Test
    void isKeptWhenOnlyTheServerIsAway() throws Exception {
        repositories.commit("version", "2");
        device.server.away = true;

        CommandResult result = run();

        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.message()).contains("kept; will be confirmed when the server answers");
        assertThat(result.details().orElseThrow()).containsEntry("confirmed_by", "remote");
        assertThat(repositories.version()).isEqualTo("2");
    }

    @Test
    void goesBackWhenTheNewVersionLeavesTheDeviceWithoutANetwork() throws Exception {
        repositories.commit("version", "2");
        device.services.onRestart(name -> {
            device.server.away = true;
            cutOffTheRemote();
        });

        CommandResult result = run();

        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(result.message()).startsWith("health: neither the server nor the git remote answered");
        assertThat(repositories.version()).isEqualTo("1");
    }

    @Test
    void goesBackWhenAServiceEndsAfterItSeemedWell() throws Exception {
        repositories.commit("version", "2");
        device = CommandsFixture.withApplication(
                folder,
                repositories,
                List.of(),
                List.of("/bin/sh", "-c", "test $(cat version) = 1 || touch " + folder.resolve("checked")),
                Optional.empty());
        device.services.onLook(name -> {
            if (Files.exists(folder.resolve("checked"))) {
                device.services.is(name, at("2") ? "failed" : "active");
            }
        });

        CommandResult result = run();

        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(result.message()).contains("did not stay up");
        assertThat(result.output()).contains("the last words of app");
    }

    private boolean at(String version) {
        try {
            return repositories.version().equals(version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void cutOffTheRemote() {
        try {
            if (Files.exists(repositories.remote)) {
                Files.move(repositories.remote, folder.resolve("gone.git"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommandResult run() throws Exception {
        device.start().deliver(update());
        return device.result();
    }

    private static Update update() {
        return new Update(new CommandId("u1"), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
