package no.itagenten.fleet.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import no.itagenten.fleet.it.fixture.FleetdProcess;

/** The dashboard's list of devices, as people find their way in it: by what things are called. */
final class Dashboard {

    private final Page page;
    private final String url;

    private Dashboard(Page page, String url) {
        this.page = page;
        this.url = url;
    }

    /** The login form. */
    static Dashboard loggedOut(Page page, FleetdProcess fleetd) {
        page.navigate(fleetd.url());
        return new Dashboard(page, fleetd.url());
    }

    /** The dashboard, the administrator logged in. */
    static Dashboard loggedIn(Page page, FleetdProcess fleetd) throws IOException {
        page.context()
                .request()
                .post(
                        fleetd.url() + "/api/login",
                        RequestOptions.create().setData(Map.of("token", fleetd.adminToken())));
        Dashboard dashboard = loggedOut(page, fleetd);
        dashboard.awaitLive();
        return dashboard;
    }

    Page page() {
        return page;
    }

    void logIn(String token) {
        tokenField().fill(token);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in"))
                .click();
    }

    void logIn(String user, String password) {
        page.getByLabel("User name").fill(user);
        page.getByLabel("Password").fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in"))
                .click();
    }

    Locator tokenField() {
        return page.getByLabel("Access token");
    }

    void awaitLive() {
        assertThat(page.locator("#connection")).hasText("Live");
        assertThat(page.locator("#loading")).isHidden();
    }

    Locator connection() {
        return page.locator("#connection");
    }

    /** The card of the device with that id. */
    Locator card(String id) {
        return page.getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".card-sub")
                                .getByText(id, new Locator.GetByTextOptions().setExact(true))));
    }

    /** The section of a venue. */
    Locator venue(String name) {
        return page.locator("section.group")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName(name).setExact(true))));
    }

    Locator search() {
        return page.getByLabel("Find devices by name");
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    Locator bell() {
        return button("Notifications");
    }

    Locator notifications() {
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Notifications"));
    }

    /** Opens the device by its card. */
    DevicePanel open(String id) {
        card(id).getByRole(AriaRole.LINK).click();
        return panel();
    }

    /** Goes to an address in the dashboard, for example "#/devices/r58-1/logs". */
    DevicePanel goTo(String place) {
        page.navigate(url + "/" + place);
        return panel();
    }

    DevicePanel panel() {
        return new DevicePanel(page);
    }

    /** A dialog that asks, by the beginning of its question, which is a regular expression of the browser too. */
    Locator dialog(String question) {
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(Pattern.compile("^" + question)));
    }

    /** Whether something is wider than the window. */
    boolean scrollsSideways() {
        return (Boolean) page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth");
    }
}
