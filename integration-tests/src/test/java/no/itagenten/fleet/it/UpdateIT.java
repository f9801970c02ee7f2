package no.itagenten.fleet.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.it.fixture.SampleApp;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.rest.CommandView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bringing a device from one commit to another, and what happens when the other is no good. */
@Order(1)
class UpdateIT {

    private static final String SETTINGS = "settings.properties";
    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void theApplicationRunsTheNewCommit() throws Exception {
        // given
        Device device = installation.device("it-good").start();
        String second = device.git().commit("Second release", Map.of(SETTINGS, SampleApp.settings("second")));

        // when
        Output output = update("it-good");

        // then
        assertThat(output.exitCode()).as(output.err()).isZero();
        CommandView command = output.jsonItem(CommandView.class);
        assertThat(command.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(command.result().orElseThrow().details())
                .containsEntry("from_commit", device.firstCommit())
                .containsEntry("to_commit", second);
        assertThat(device.app().ask())
                .returns(second, SampleApp.Answer::commit)
                .returns("second", SampleApp.Answer::title);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ends", "unwell"})
    void aBadCommitIsUndone(String how) throws Exception {
        // given
        Device device = installation
                .device("it-bad-" + how)
                .with("UPDATE_VERIFY_TIMEOUT", "4")
                .start();
        String settings = how.equals("ends") ? SampleApp.brokenSettings() : SampleApp.unhealthySettings();
        String bad = device.git().commit("Bad release", Map.of(SETTINGS, settings));

        // when
        Output output = update(device.id());

        // then
        assertThat(output.exitCode()).as(output.err()).isEqualTo(1);
        CommandView command = output.jsonItem(CommandView.class);
        assertThat(command.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(command.result().orElseThrow().details()).containsEntry("to_commit", bad);
        assertThat(device.head()).isEqualTo(device.firstCommit());
        assertThat(device.app().ask()).returns(device.firstCommit(), SampleApp.Answer::commit);
    }

    @Test
    void aCommitThatWasUndoneIsRefusedUntilItIsForced() throws Exception {
        // given
        Device device = installation
                .device("it-blocked")
                .with("UPDATE_VERIFY_TIMEOUT", "4")
                .start();
        String bad = device.git().commit("Bad release", Map.of(SETTINGS, SampleApp.unhealthySettings()));
        update(device.id());

        // when
        CommandView again = update(device.id()).jsonItem(CommandView.class);
        CommandView forced = update(device.id(), "--force").jsonItem(CommandView.class);

        // then
        assertThat(again.state()).isEqualTo(CommandState.REJECTED);
        assertThat(again.result().orElseThrow().message())
                .contains("is blocked until")
                .contains("fleetctl device unblock it-blocked " + bad);
        assertThat(forced.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(device.head()).isEqualTo(device.firstCommit());
    }

    @Test
    void anEarlierTagAndACommitCanBeGoneTo() throws Exception {
        // given
        Device device = installation.device("it-target").start();
        device.git().tag("v1", device.firstCommit());
        String second = device.git().commit("Second release", Map.of(SETTINGS, SampleApp.settings("second")));
        device.git().commit("Third release", Map.of(SETTINGS, SampleApp.settings("third")));

        // when
        Output toCommit = update("it-target", "--commit", second.substring(0, 10));
        String afterCommit = device.app().ask().commit();
        Output toTag = update("it-target", "--tag", "v1", "--allow-downgrade");
        String afterTag = device.app().ask().commit();

        // then
        assertThat(toCommit.exitCode()).as(toCommit.err()).isZero();
        assertThat(afterCommit).isEqualTo(second);
        assertThat(toTag.exitCode()).as(toTag.err()).isZero();
        assertThat(afterTag).isEqualTo(device.firstCommit());
    }

    @Test
    void aDeviceThatIsThereAlreadyIsLeftAlone() throws Exception {
        // given
        Device device = installation.device("it-current").start();
        long before = device.app().ask().pid();

        // when
        Output output = update("it-current");

        // then
        assertThat(output.exitCode()).as(output.err()).isZero();
        assertThat(output.jsonItem(CommandView.class).result().orElseThrow().message())
                .startsWith("already at");
        assertThat(device.app().ask().pid()).isEqualTo(before);
    }

    @Test
    void localChangesAreNeverLost() throws Exception {
        // given
        Device device = installation.device("it-changed").start();
        device.git().commit("Second release", Map.of(SETTINGS, SampleApp.settings("second")));
        Path changed = device.checkout().resolve(SETTINGS);
        Files.writeString(changed, "title=by hand\nline_every_ms=100\n", UTF_8);
        long before = device.app().ask().pid();

        // when
        Output output = update("it-changed");

        // then
        assertThat(output.exitCode()).isEqualTo(1);
        CommandView command = output.jsonItem(CommandView.class);
        assertThat(command.state()).isEqualTo(CommandState.FAILED);
        assertThat(command.result().orElseThrow().message()).contains(SETTINGS).contains("Nothing was touched");
        assertThat(changed).hasContent("title=by hand\nline_every_ms=100\n");
        assertThat(device.head()).isEqualTo(device.firstCommit());
        assertThat(device.app().ask().pid()).isEqualTo(before);
    }

    @Test
    void aFileThatNoCommitKnowsIsNeverOverwritten() throws Exception {
        // given
        Device device = installation.device("it-untracked").start();
        device.git().commit("Second release", Map.of("recording.mp4", "from the repository"));
        Path untracked = Files.writeString(device.checkout().resolve("recording.mp4"), "Sunday's service");

        // when
        Output output = update("it-untracked");

        // then
        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.jsonItem(CommandView.class).state()).isEqualTo(CommandState.FAILED);
        assertThat(untracked).hasContent("Sunday's service");
        assertThat(device.head()).isEqualTo(device.firstCommit());
        assertThat(device.app().ask().commit()).isEqualTo(device.firstCommit());
    }

    private static Output update(String device, String... target) throws Exception {
        String[] arguments = new String[target.length + 4];
        System.arraycopy(new String[] {"update", device, "-o", "json"}, 0, arguments, 0, 4);
        System.arraycopy(target, 0, arguments, 4, target.length);
        return installation.fleetctl().run(arguments);
    }
}
