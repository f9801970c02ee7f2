package no.itagenten.fleet.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.CommandId;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever a device sends is text, never markup: a device with a script in every field of every message it can send. */
class ScriptPayloadIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    /** Short, for some fields are. Would it run, a dialog opened; would the page's policy stop it, that was told. */
    private static final String PAYLOAD = "<img src=x onerror=alert(1)>";

    private static final String SCRIPT =
            "</pre><script>alert(2)</script><svg onload=alert(3)>\"'><a href=javascript:alert(4)>";

    private static Installation installation;
    private static ScriptedDevice device;

    private Dashboard dashboard;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start("--open-enrollment");
        device = ScriptedDevice.connect(installation, "it-payload")
                .report(PAYLOAD)
                .onAir("on-air" + PAYLOAD);
        device.log("error", "source" + PAYLOAD, "line" + PAYLOAD + SCRIPT);
        CommandId command = installation.api().restart("it-payload");
        device.end(command, "failed", PAYLOAD);
        installation.awaitEnd(command);
    }

    @AfterAll
    static void stop() {
        device.close();
        installation.close();
    }

    @BeforeEach
    void open() throws Exception {
        Page page = CHROMIUM.page();
        page.addInitScript("window.executed = 0; window.alert = () => { window.executed++; };");
        dashboard = Dashboard.loggedIn(page, installation.fleetd());
    }

    @AfterEach
    void nothingWasExecuted() {
        Assertions.assertThat(dashboard.page().evaluate("() => window.executed"))
                .isEqualTo(0);
        assertThat(dashboard.page().locator("img[src=x], svg[onload], a[href^=javascript], body script"))
                .hasCount(0);
    }

    @Test
    void theCardShowsThemAsText() {
        // when
        Locator card = dashboard.card("it-payload");

        // then
        assertText(card, "address", "version", "on-air");
    }

    @Test
    void theOverviewShowsThemAsText() {
        // when
        DevicePanel panel = dashboard.open("it-payload");

        // then
        assertText(panel.pane(), "on-air", "hostname", "model", "os", "kernel", "arch", "agent", "version");
        assertText(panel.pane(), "mount", "interface", "host", "address", "service", "state");
    }

    @Test
    void aCommandShowsThemAsText() {
        // given
        DevicePanel panel = dashboard.open("it-payload");

        // when
        Locator command = panel.openNewestCommand();

        // then
        assertText(command, "phase", "message", "result", "output", "detail", "fact");
    }

    @Test
    void theLogShowsThemAsText() {
        // when
        DevicePanel panel = dashboard.goTo("#/devices/it-payload/logs");

        // then
        assertText(panel.logLines().first(), "source", "line");
        assertThat(panel.logLines().first()).containsText(SCRIPT);

        // and when
        panel.logSearch().fill("<img");

        // then
        assertThat(panel.logLines().locator("mark").first()).hasText("<img");
    }

    @Test
    void theConfigurationShowsThemAsText() {
        // when
        DevicePanel panel = dashboard.goTo("#/devices/it-payload/config");

        // then
        assertText(panel.pane(), "value", "reason");
    }

    @Test
    void theNotificationsShowThemAsText() {
        // when
        dashboard.bell().click();

        // then
        assertText(dashboard.notifications(), "result", "reason");
    }

    @Test
    void theQuestionsShowThemAsText() {
        // when
        dashboard.open("it-payload").button("Restart").click();

        // then
        assertText(dashboard.dialog("Restart").getByLabel("What to restart"), "service");
    }

    private static void assertText(Locator place, String... fields) {
        for (String field : fields) {
            assertThat(place).containsText(field + PAYLOAD);
        }
    }
}
