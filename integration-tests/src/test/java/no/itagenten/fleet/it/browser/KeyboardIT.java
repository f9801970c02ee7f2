package no.itagenten.fleet.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import no.itagenten.fleet.it.fixture.Installation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything can be done without a mouse. */
class KeyboardIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final int MOST_STEPS = 60;

    /** Around the element, or around what its link is stretched over. */
    private static final String FOCUS_RING = """
            () => [null, "::after"].some(
              (part) => getComputedStyle(document.activeElement, part).outlineStyle !== "none")
            """;

    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
        installation.device("it-keys").start();
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void aDeviceIsRestartedFromTheLoginOn() throws Exception {
        // given
        Page page = CHROMIUM.page();
        Dashboard dashboard = Dashboard.loggedOut(page, installation.fleetd());
        assertThat(page.getByLabel("User name")).isFocused();

        // when
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        assertThat(dashboard.tokenField()).isFocused();
        page.keyboard().insertText(installation.fleetd().adminToken());
        page.keyboard().press("Enter");
        assertThat(dashboard.card("it-keys")).containsText("Online");
        pressOn(page, "it-keys");
        assertThat(dashboard.panel().root()).isVisible();
        pressOn(page, "Restart …");
        assertThat(dashboard.dialog("Restart it-keys")).isVisible();
        pressOn(page, "Restart");

        // then
        assertThat(dashboard.dialog("Restart it-keys")).isHidden();
        assertThat(dashboard.panel().latest())
                .containsText("Restart · Succeeded", new ContainsTextOptions().setTimeout(40_000));

        // and when
        page.keyboard().press("Escape");

        // then
        assertThat(dashboard.panel().root()).isHidden();
    }

    @Test
    void theTabsFollowTheArrowKeys() throws Exception {
        // given
        Dashboard dashboard = Dashboard.loggedIn(CHROMIUM.page(), installation.fleetd());
        DevicePanel panel = dashboard.open("it-keys");
        panel.tab("Overview").focus();

        // when
        dashboard.page().keyboard().press("ArrowRight");

        // then
        assertThat(panel.tab("Commands")).isFocused();
        assertThat(panel.tab("Commands")).hasAttribute("aria-selected", "true");
    }

    /** Goes on by the tabulator until what has the focus says these words, which must be visible to who looks; presses it. */
    private static void pressOn(Page page, String words) {
        for (int step = 0; step < MOST_STEPS; step++) {
            page.keyboard().press("Tab");
            if (words.equals(page.evaluate("() => document.activeElement.textContent.trim()"))) {
                org.assertj.core.api.Assertions.assertThat(page.evaluate(FOCUS_RING))
                        .as("the focus ring of %s", words)
                        .isEqualTo(true);
                page.keyboard().press("Enter");
                return;
            }
        }
        throw new AssertionError("the tabulator does not come to " + words);
    }
}
