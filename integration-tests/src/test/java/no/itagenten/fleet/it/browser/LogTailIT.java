package no.itagenten.fleet.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import no.itagenten.fleet.it.fixture.Installation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The log of a device, as it is written. */
class LogTailIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static Installation installation;
    private static ScriptedDevice scripted;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start("--open-enrollment");
        installation.device("it-tail").start();
        scripted = ScriptedDevice.connect(installation, "it-levels").report("");
        for (String level : new String[] {"debug", "info", "warn", "error"}) {
            scripted.log(level, "player", "a line of level " + level);
        }
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void newLinesComeByThemselves() throws Exception {
        // given
        DevicePanel panel = logs("it-tail");
        assertThat(panel.logState()).hasText("Following");
        assertThat(panel.logLines().first()).isVisible();
        int before = panel.logLines().count();

        // when
        Locator tenMore = panel.logLines().nth(before + 10);

        // then
        assertThat(tenMore).containsText(Pattern.compile("process \\d+ line \\d+"));
        assertThat(tenMore).isInViewport();
    }

    @Test
    void aPausedLogStandsStillAndGoesOn() throws Exception {
        // given
        DevicePanel panel = logs("it-tail");
        assertThat(panel.logLines().first()).isVisible();

        // when
        panel.button("Pause").click();
        int paused = panel.logLines().count();

        // then
        assertThat(panel.logState()).hasText(Pattern.compile("Paused, [1-9]\\d* new lines"));
        assertThat(panel.logLines()).hasCount(paused);

        // and when
        panel.button("Resume").click();

        // then
        assertThat(panel.logLines().nth(paused)).isVisible();
        assertThat(panel.logState()).hasText("Following");
    }

    @Test
    void theLevelHidesWhatIsLessGrave() throws Exception {
        // given
        DevicePanel panel = logs("it-levels");
        panel.logLevel().selectOption("debug");
        assertThat(panel.logLines()).hasCount(4);

        // when
        panel.logLevel().selectOption("warn");

        // then
        assertThat(panel.logLines()).hasCount(2);
        assertThat(panel.logLines().first()).containsText("a line of level warn");
        assertThat(panel.logLines().last()).containsText("a line of level error");
    }

    @Test
    void theSearchShowsTheLinesThatHoldTheWords() throws Exception {
        // given
        DevicePanel panel = logs("it-levels");
        panel.logLevel().selectOption("debug");
        assertThat(panel.logLines()).hasCount(4);

        // when
        panel.logSearch().fill("LEVEL ERR");

        // then
        assertThat(panel.logLines()).hasCount(1);
        assertThat(panel.logLines().locator("mark")).hasText("level err");
    }

    private static DevicePanel logs(String id) throws Exception {
        Dashboard dashboard = Dashboard.loggedIn(CHROMIUM.page(), installation.fleetd());
        return dashboard.goTo("#/devices/" + id + "/logs");
    }
}
