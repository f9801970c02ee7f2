package no.itagenten.fleet.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Installation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page follows the fleet by itself. */
class LiveIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private Installation installation;
    private Device device;
    private Dashboard dashboard;

    @BeforeEach
    void start() throws Exception {
        installation = Installation.start();
        device = installation.device("it-live").start();
        dashboard = Dashboard.loggedIn(CHROMIUM.page(), installation.fleetd());
        assertThat(dashboard.card("it-live")).containsText("Online");
        dashboard.page().evaluate("() => { window.sameDocument = true; }");
    }

    @AfterEach
    void stop() {
        installation.close();
    }

    @Test
    void aCardSaysThatItsDeviceWentOffline() throws Exception {
        // when
        device.agent().process().kill();

        // then
        assertThat(dashboard.card("it-live")).containsText("Offline");
        assertThat(dashboard.page().locator("#summary")).containsText("0 of 1 online");
        assertSameDocument();
    }

    @Test
    void afterTheServerWasAwayThePageIsRightAgain() throws Exception {
        // when
        installation.fleetd().process().kill();

        // then
        assertThat(dashboard.connection()).containsText("Reconnecting");

        // and when
        device.agent().process().kill();
        installation.fleetd().start();

        // then
        assertThat(dashboard.connection()).hasText("Live");
        assertThat(dashboard.card("it-live")).containsText("Offline");
        assertSameDocument();
    }

    private void assertSameDocument() {
        org.assertj.core.api.Assertions.assertThat(dashboard.page().evaluate("() => window.sameDocument === true"))
                .isEqualTo(true);
    }
}
