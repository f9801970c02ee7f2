package no.itagenten.fleet.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import no.itagenten.fleet.it.fixture.BareDevice;
import no.itagenten.fleet.it.fixture.Fleetctl;
import no.itagenten.fleet.it.fixture.Installation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A device that waits for approval, on the dashboard. */
class AdmissionIT {

    private static final String WAITING = "Waiting for approval";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    private static BareDevice pending(String id) throws Exception {
        Fleetctl fleetctl = installation.fleetctl();
        String token = fleetctl.run("enroll", "create", "--approve", "manual", "--venue", "Domkirken")
                .out();
        BareDevice device = installation.bareDevice(id).withToken(token).startAgent();
        device.awaitLog("waits for approval");
        return device;
    }

    private static Locator button(Locator within, String name) {
        return within.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    @Test
    void anApprovedDeviceTakesItsPlaceInTheFleet() throws Exception {
        // given
        Dashboard dashboard = Dashboard.loggedIn(CHROMIUM.page(), installation.fleetd());
        BareDevice device = pending("it-choir");
        Locator card = dashboard.venue(WAITING).locator(dashboard.card("it-choir"));
        assertThat(card).containsText("Pending");
        assertThat(dashboard.page().locator("#summary")).containsText("waiting for approval");
        dashboard.bell().click();
        assertThat(dashboard.notifications()).containsText("Waits for approval");
        dashboard.page().keyboard().press("Escape");

        // when
        button(card, "Approve it-choir").click();

        // then
        assertThat(dashboard.venue("Domkirken").locator(dashboard.card("it-choir")))
                .isVisible();
        assertThat(dashboard.venue(WAITING).locator(dashboard.card("it-choir"))).hasCount(0);
        device.agent().process().terminate();
        device.agent().start(); // sooner than it would ask again
        assertThat(dashboard.card("it-choir")).containsText("Online");
    }

    @Test
    void aDeviceIsRejectedInItsPanelAfterAQuestion() throws Exception {
        // given
        Dashboard dashboard = Dashboard.loggedIn(CHROMIUM.page(), installation.fleetd());
        pending("it-stranger");
        DevicePanel panel = dashboard.open("it-stranger");
        assertThat(panel.pane()).containsText("waits for approval");
        assertThat(panel.button("Restart …")).isHidden();

        // when
        panel.button("Reject …").click();
        button(dashboard.dialog("Reject it-stranger"), "Reject").click();

        // then
        assertThat(dashboard.card("it-stranger")).hasCount(0);
    }

    @Test
    void whoIsNoAdminSeesWhatItWaitsForAndNoButtons() throws Exception {
        // given
        pending("it-hall");
        installation
                .fleetctl()
                .runWith("correct horse\n", "user", "add", "kari", "--role", "operator", "--password-stdin");
        Dashboard dashboard = Dashboard.loggedOut(CHROMIUM.page(), installation.fleetd());

        // when
        dashboard.logIn("kari", "correct horse");

        // then
        Locator card = dashboard.venue(WAITING).locator(dashboard.card("it-hall"));
        assertThat(card).containsText("An admin can do that");
        assertThat(button(card, "Approve it-hall")).isHidden();
        assertThat(button(card, "Reject it-hall")).isHidden();
    }
}
