package no.itagenten.fleet.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.it.fixture.SampleApp;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is asked of a device from its page, and how the page says what becomes of it. */
@Order(2)
class CommandsIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String SETTINGS = "settings.properties";
    private static final ContainsTextOptions LONG = new ContainsTextOptions().setTimeout(40_000);

    /** Takes its time while somebody holds it, and does not like every release. */
    private static final String POST_UPDATE = """
            while [ -e "$1" ]; do sleep 0.1; done
            if grep -q broken settings.properties; then echo "this release cannot go on"; exit 3; fi
            """;

    private static Installation installation;
    private static Device device;
    private static Path hold;

    private DevicePanel panel;
    private Dashboard dashboard;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
        device = installation.device("it-command");
        hold = device.folder().resolve("hold");
        Path script = Files.writeString(device.folder().resolve("post-update.sh"), POST_UPDATE);
        device.with("APP_POST_UPDATE", "/bin/sh " + script + " " + hold).start();
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @BeforeEach
    void open() throws Exception {
        device.app().awaitAnswer();
        dashboard = Dashboard.loggedIn(CHROMIUM.page(), installation.fleetd());
        panel = dashboard.open(device.id());
    }

    @Test
    void aRestartShowsHowItGoesAndEnds() throws Exception {
        // given
        long before = device.app().ask().pid();

        // when
        panel.restart();

        // then
        assertThat(panel.latest()).containsText(Pattern.compile("Restart · (Queued|Delivered|Running)"));
        assertThat(panel.latest()).containsText("Restart · Succeeded", LONG);
        Assertions.assertThat(device.app().awaitAnswer().pid()).isNotEqualTo(before);
    }

    @Test
    void aRestartThatIsDeclinedDisturbsNothing() throws Exception {
        // given
        long before = device.app().ask().pid();
        panel.button("Restart").click();

        // when
        dashboard
                .dialog("Restart")
                .getByRole(
                        com.microsoft.playwright.options.AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Cancel"))
                .click();

        // then
        assertThat(dashboard.dialog("Restart")).isHidden();
        Assertions.assertThat(device.app().ask().pid()).isEqualTo(before);
    }

    @Test
    void anUpdateBringsTheNewCommit() throws Exception {
        // given
        String commit = device.git().commit("Good release", Map.of(SETTINGS, SampleApp.settings("good")));

        // when
        panel.update();

        // then
        assertThat(panel.latest()).containsText("Update · Succeeded", LONG);
        Locator command = panel.openNewestCommand();
        assertThat(command).containsText(commit);
        Assertions.assertThat(device.app().awaitAnswer().commit()).isEqualTo(commit);
    }

    @Test
    void aBadCommitIsShownAsRolledBackWithItsOutput() throws Exception {
        // given
        String before = device.head();
        device.git().commit("Bad release", Map.of(SETTINGS, SampleApp.brokenSettings()));

        // when
        panel.update();

        // then
        assertThat(panel.latest()).containsText("Update · Rolled back", LONG);
        Locator command = panel.openNewestCommand();
        assertThat(command).containsText("Rolled back");
        assertThat(command.locator(".command-result")).containsText("Back at " + before);
        assertThat(command.locator(".output")).containsText("cannot go on");
        Assertions.assertThat(device.head()).isEqualTo(before);
    }

    @Test
    void aReloadInTheMiddleOfACommandStillShowsIt() throws Exception {
        // given
        device.git().commit("Held release", Map.of(SETTINGS, SampleApp.settings("held")));
        Files.createFile(hold);
        panel.update();
        assertThat(panel.latest()).containsText("Update · Running", LONG);

        // when
        dashboard.page().reload();

        // then
        assertThat(panel.latest()).containsText("Update · Running");
        Files.delete(hold);
        assertThat(panel.latest()).containsText("Update · Succeeded", LONG);
    }
}
