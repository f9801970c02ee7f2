package no.itagenten.fleet.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Installation;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The dashboard on a phone, and in the dark. */
class AppearanceIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String GROUND =
            "() => getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).slice(0, 3).map(Number)"
                    + ".reduce((sum, part) => sum + part, 0) / 765";

    private static Installation installation;
    private static Device device;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start("--open-enrollment");
        device = installation.device("it-phone").start();
        ScriptedDevice.connect(installation, "it-with-a-rather-long-name-that-somebody-chose")
                .report("-something-without-a-space-and-long-too");
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void noViewOfAPhoneScrollsSideways() throws Exception {
        // given
        Dashboard dashboard = Dashboard.loggedOut(phone(), installation.fleetd());
        assertFits(dashboard, "login");

        // when
        dashboard.logIn(installation.fleetd().adminToken());
        assertThat(dashboard.card("it-phone")).containsText("Online");
        assertFits(dashboard, "list");
        for (String id : new String[] {"it-phone", "it-with-a-rather-long-name-that-somebody-chose"}) {
            DevicePanel panel = dashboard.open(id);
            for (String tab : new String[] {"Overview", "Commands", "Logs", "Configuration"}) {
                panel.tab(tab).click();
                assertThat(panel.pane()).isVisible();

                // then
                assertFits(dashboard, id + " " + tab);
            }
            panel.button("Close").click();
        }
    }

    @Test
    void aPhoneRestartsADeviceAndReadsItsLog() throws Exception {
        // given
        Dashboard dashboard = Dashboard.loggedIn(phone(), installation.fleetd());
        long before = device.app().ask().pid();
        DevicePanel panel = dashboard.open("it-phone");

        // when
        panel.restart();

        // then
        assertThat(panel.latest()).containsText("Restart · Succeeded", new ContainsTextOptions().setTimeout(40_000));
        Assertions.assertThat(device.app().awaitAnswer().pid()).isNotEqualTo(before);

        // and when
        panel.tab("Logs").click();

        // then
        assertThat(panel.logLines().last()).isInViewport();
    }

    @Test
    void aPhoneFindsADevice() throws Exception {
        // given
        Dashboard dashboard = Dashboard.loggedIn(phone(), installation.fleetd());

        // when
        dashboard.search().fill("phone");

        // then
        assertThat(dashboard.card("it-phone")).isVisible();
        assertThat(dashboard.card("it-with-a-rather-long-name-that-somebody-chose"))
                .isHidden();
    }

    @Test
    void theDarkHasColoursOfItsOwn() throws Exception {
        // given
        Page light = CHROMIUM.page(new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT));
        Page dark = CHROMIUM.page(new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK));

        // when
        Dashboard.loggedIn(light, installation.fleetd());
        Dashboard.loggedIn(dark, installation.fleetd());

        // then
        Assertions.assertThat(((Number) light.evaluate(GROUND)).doubleValue()).isGreaterThan(0.8);
        Assertions.assertThat(((Number) dark.evaluate(GROUND)).doubleValue()).isLessThan(0.2);
    }

    private static Page phone() {
        return CHROMIUM.page(new Browser.NewContextOptions()
                .setViewportSize(360, 740)
                .setIsMobile(true)
                .setHasTouch(true)
                .setDeviceScaleFactor(2));
    }

    private static void assertFits(Dashboard dashboard, String view) {
        Assertions.assertThat(dashboard.scrollsSideways()).as(view).isFalse();
    }
}
