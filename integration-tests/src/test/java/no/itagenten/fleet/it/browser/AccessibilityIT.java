package no.itagenten.fleet.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.CommandId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** axe has nothing serious to say of any view, in light and in dark. */
class AccessibilityIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static Installation installation;
    private static ScriptedDevice device;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start("--open-enrollment");
        ScriptedDevice.connect(installation, "it-away").report("").close();
        device = ScriptedDevice.connect(installation, "it-axe").report(" text");
        for (String level : new String[] {"debug", "info", "warn", "error"}) {
            device.log(level, "player", "a line of level " + level);
        }
        CommandId failed = installation.api().restart("it-axe");
        device.end(failed, "failed", " text");
        installation.awaitEnd(failed);
        CommandId done = installation.api().restart("it-axe");
        device.end(done, "succeeded", " text");
        installation.awaitEnd(done);
    }

    @AfterAll
    static void stop() {
        device.close();
        installation.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theLoginForm(ColorScheme colours) {
        // given
        Page page = page(colours);
        Dashboard dashboard = Dashboard.loggedOut(page, installation.fleetd());

        // when
        dashboard.logIn("wrong");
        assertThat(page.locator("[role=alert]")).isVisible();

        // then
        Axe.assertNoFindings(page, "login");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theListAndItsNotifications(ColorScheme colours) throws Exception {
        // given
        Dashboard dashboard = Dashboard.loggedIn(page(colours), installation.fleetd());
        assertThat(dashboard.card("it-axe")).isVisible();
        Axe.assertNoFindings(dashboard.page(), "list");

        // when
        dashboard.bell().click();
        assertThat(dashboard
                        .notifications()
                        .getByRole(com.microsoft.playwright.options.AriaRole.LISTITEM)
                        .first())
                .isVisible();

        // then
        Axe.assertNoFindings(dashboard.page(), "notifications");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theDevicesPage(ColorScheme colours) throws Exception {
        // given
        Dashboard dashboard = Dashboard.loggedIn(page(colours), installation.fleetd());
        DevicePanel panel = dashboard.open("it-axe");
        assertThat(panel.pane()).containsText("hostname text");

        // when
        Axe.assertNoFindings(dashboard.page(), "overview");
        panel.openNewestCommand();
        Axe.assertNoFindings(dashboard.page(), "commands");
        panel.tab("Logs").click();
        assertThat(panel.logLines().first()).isVisible();
        Axe.assertNoFindings(dashboard.page(), "logs");
        panel.tab("Configuration").click();
        assertThat(panel.pane()).containsText("reason text");

        // then
        Axe.assertNoFindings(dashboard.page(), "configuration");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theQuestions(ColorScheme colours) throws Exception {
        // given
        Dashboard dashboard = Dashboard.loggedIn(page(colours), installation.fleetd());
        DevicePanel panel = dashboard.open("it-axe");

        for (String action : new String[] {"Restart", "Update", "Reboot"}) {
            // when
            panel.button(action).click();
            assertThat(dashboard.dialog(action)).isVisible();

            // then
            Axe.assertNoFindings(dashboard.page(), action);
            dashboard.page().keyboard().press("Escape");
            assertThat(dashboard.dialog(action)).isHidden();
        }
        dashboard.page().keyboard().press("Escape");
        dashboard.button("Enrol a device").first().click();
        assertThat(dashboard.dialog("Enrol a device")).isVisible();
        Axe.assertNoFindings(dashboard.page(), "enrol");
    }

    private static Page page(ColorScheme colours) {
        return Axe.in(CHROMIUM.page(
                new Browser.NewContextOptions().setColorScheme(colours).setReducedMotion(ReducedMotion.REDUCE)));
    }
}
