package no.itagenten.fleet.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.util.List;
import java.util.Map;
import no.itagenten.fleet.it.fixture.Installation;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people type is text too: a script in every name, label and reason, looked at in every pane and dialog. */
class TypedPayloadIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String ID = "it-typed";
    private static final String PAYLOAD = "\"'><img src=x onerror=alert(1)><svg onload=alert(2)>";

    private static Installation installation;
    private static ScriptedDevice device;

    private Dashboard dashboard;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start("--open-enrollment");
        device = ScriptedDevice.connect(installation, ID).report("");
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
        change("PATCH", "/api/devices/" + ID, Map.of("name", "name" + PAYLOAD, "venue", "venue" + PAYLOAD));
        change("PATCH", "/api/devices/" + ID, Map.of("tags", List.of("tag" + PAYLOAD)));
        change("PUT", "/api/devices/" + ID + "/lock", Map.of("reason", "reason" + PAYLOAD));
        change("POST", "/api/enrollment-tokens", Map.of("name", "token" + PAYLOAD, "venue", "place" + PAYLOAD));
    }

    private void change(String method, String path, Map<String, Object> body) {
        APIResponse answer = dashboard
                .page()
                .context()
                .request()
                .fetch(
                        installation.fleetd().url() + path,
                        RequestOptions.create().setMethod(method).setData(body));
        Assertions.assertThat(answer.ok()).as(answer.text()).isTrue();
    }

    @AfterEach
    void nothingWasExecuted() {
        Assertions.assertThat(dashboard.page().evaluate("() => window.executed"))
                .isEqualTo(0);
        assertThat(dashboard.page().locator("img[src=x], svg[onload], body script"))
                .hasCount(0);
    }

    @Test
    void theListShowsIt() {
        // when
        Locator card = dashboard.card(ID);

        // then
        assertText(card, "name", "tag", "reason");
        assertThat(dashboard.venue("venue" + PAYLOAD)).isVisible();

        // and when
        dashboard.search().fill(PAYLOAD);

        // then
        assertThat(card).isVisible();

        // and when
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Edit labels of name"))
                .click();

        // then
        assertThat(card.locator("form input").first()).hasValue("name" + PAYLOAD);
    }

    @Test
    void theDevicesPageShowsIt() {
        // when
        DevicePanel panel = dashboard.open(ID);

        // then
        assertText(panel.root(), "name", "venue", "tag", "reason");
        assertThat(dashboard.page()).hasTitle(java.util.regex.Pattern.compile("^(\\(\\d+\\) )?name\"'><img.*"));
        for (String tab : List.of("Commands", "Logs", "Configuration", "Overview")) {
            panel.tab(tab).click();
            assertThat(panel.pane()).isVisible();
        }
    }

    @Test
    void theQuestionsShowIt() {
        // given
        DevicePanel panel = dashboard.open(ID);
        for (String button : List.of("Restart", "Update", "Reboot", "Reset credential", "Remove device")) {
            // when
            panel.button(button).first().click();

            // then
            Locator question = dashboard.page().locator("dialog.ask[open]");
            assertText(question, "name");
            question.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cancel"))
                    .click();
            assertThat(question).isHidden();
        }
    }

    @Test
    void theEnrolmentTokensShowIt() {
        // when
        dashboard.button("Enrol a device").click();

        // then
        Locator tokens = dashboard.page().locator("#enroll .tokens");
        assertText(tokens.locator("li").first(), "token", "place");

        // and when
        tokens.getByRole(AriaRole.BUTTON).first().click();

        // then
        assertText(dashboard.page().locator("#ask-confirm[open]"), "token");
    }

    @Test
    void anAddressThatNamesNoDeviceIsShown() {
        // when
        dashboard
                .page()
                .navigate(installation.fleetd().url() + "/#/devices/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E/logs");

        // then
        assertThat(dashboard.page().locator("#no-device")).containsText("<img src=x onerror=alert(1)>");
    }

    @Test
    void whatAServerAnswersToANonsenseIsShown() {
        // given
        Locator card = dashboard.card(ID);
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Edit labels of name"))
                .click();

        // when
        card.locator("form input").nth(2).fill("<img src=x onerror=alert(1)>".repeat(10));
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                .click();

        // then
        assertThat(card.locator(".field-error")).isVisible();
    }

    private static void assertText(Locator place, String... fields) {
        for (String field : fields) {
            assertThat(place).containsText(field + PAYLOAD);
        }
    }
}
