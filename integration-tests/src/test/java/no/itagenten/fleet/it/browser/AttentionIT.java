package no.itagenten.fleet.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.CommandId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the bell tells, and what the charts show. */
class AttentionIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static Installation installation;
    private static ScriptedDevice device;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start("--open-enrollment");
        device = ScriptedDevice.connect(installation, "it-bell").report(" text");
    }

    @AfterAll
    static void stop() {
        device.close();
        installation.close();
    }

    @Test
    void aFailedCommandRingsTheBellWhichLeadsToIt() throws Exception {
        // given
        Dashboard dashboard = Dashboard.loggedIn(CHROMIUM.page(), installation.fleetd());
        CommandId command = installation.api().restart("it-bell");

        // when
        device.end(command, "failed", " of the player");

        // then
        dashboard.bell().click();
        Locator alert = dashboard
                .notifications()
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("result of the player"));
        assertThat(alert).isVisible();
        assertThat(dashboard.page()).hasTitle(Pattern.compile("^\\([1-9]\\d*\\) .*R58 Fleet$"));

        // and when
        alert.click();

        // then
        assertThat(dashboard.panel().tab("Commands")).hasAttribute("aria-selected", "true");
        assertThat(dashboard.panel().pane()).containsText("result of the player");
    }

    @Test
    void aChartStandsForEachMetric() throws Exception {
        // given
        Dashboard dashboard = Dashboard.loggedIn(CHROMIUM.page(), installation.fleetd());

        // when
        DevicePanel panel = dashboard.open("it-bell");

        // then
        Locator charts = panel.pane().getByRole(AriaRole.SLIDER);
        assertThat(charts).hasCount(4);
        assertThat(charts.first()).hasAttribute("aria-valuetext", Pattern.compile("^now 45\\D+$"));
        assertThat(charts.first()).hasAttribute("aria-label", Pattern.compile("last 24 hours$"));
    }
}
