package no.itagenten.fleet.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import no.itagenten.fleet.it.fixture.Installation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who gets into the dashboard, and what everybody else sees. */
class LoginIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
        installation.device("it-login").start();
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void theTokenOpensTheDashboard() throws Exception {
        // given
        Dashboard dashboard = Dashboard.loggedOut(CHROMIUM.page(), installation.fleetd());

        // when
        dashboard.logIn(installation.fleetd().adminToken());

        // then
        assertThat(dashboard.card("it-login")).containsText("Online");
        assertThat(dashboard.connection()).hasText("Live");
    }

    @Test
    void aWrongTokenIsToldAndShowsNothing() {
        // given
        Page page = CHROMIUM.page();
        Dashboard dashboard = Dashboard.loggedOut(page, installation.fleetd());

        // when
        dashboard.logIn("r58_wrong");

        // then
        assertThat(page.locator("[role=alert]")).containsText("This token is not valid");
        assertThat(dashboard.tokenField()).isFocused();
        assertThat(dashboard.tokenField()).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("body")).not().containsText("it-login");
        assertThat(page.locator("#devices")).hasCount(0);
    }

    @Test
    void aUserNameAndAPasswordOpenTheDashboard() throws Exception {
        // given
        installation
                .fleetctl()
                .runWith("correct horse\n", "user", "add", "kari", "--role", "operator", "--password-stdin");
        Dashboard dashboard = Dashboard.loggedOut(CHROMIUM.page(), installation.fleetd());

        // when
        dashboard.logIn("kari", "correct horse");

        // then
        assertThat(dashboard.card("it-login")).containsText("Online");
    }

    @Test
    void aWrongPasswordIsToldAndShowsNothing() {
        // given
        Page page = CHROMIUM.page();
        Dashboard dashboard = Dashboard.loggedOut(page, installation.fleetd());

        // when
        dashboard.logIn("nobody-of-that-name", "wrong horse");

        // then
        assertThat(page.locator("[role=alert]")).containsText("The user name or the password is not right");
        assertThat(page.locator("body")).not().containsText("it-login");
    }

    @Test
    void whoLogsOutSeesTheFormAgain() throws Exception {
        // given
        Dashboard dashboard = Dashboard.loggedIn(CHROMIUM.page(), installation.fleetd());

        // when
        dashboard.button("Log out").click();

        // then
        assertThat(dashboard.tokenField()).isVisible();
        assertThat(dashboard.card("it-login")).hasCount(0);
    }

    @Test
    void anUnknownDeviceIsToldInsteadOfTheList() throws Exception {
        // given
        Dashboard dashboard = Dashboard.loggedIn(CHROMIUM.page(), installation.fleetd());

        // when
        dashboard.goTo("#/devices/it-nobody");

        // then
        assertThat(dashboard.page().locator("#no-device")).containsText("There is no device it-nobody");
        assertThat(dashboard.panel().root()).isHidden();

        // and when
        dashboard.page().getByText("Show all devices").first().click();

        // then
        assertThat(dashboard.card("it-login")).isVisible();
    }
}
