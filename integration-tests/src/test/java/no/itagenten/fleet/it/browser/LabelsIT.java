package no.itagenten.fleet.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.rest.DeviceView;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people call a device, edited where it stands. */
class LabelsIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start("--open-enrollment");
        for (String id : new String[] {"it-card", "it-name", "it-venue", "it-tags"}) {
            ScriptedDevice.connect(installation, id).report("");
        }
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void aCardIsEditedInPlace() throws Exception {
        // given
        Dashboard dashboard = Dashboard.loggedIn(CHROMIUM.page(), installation.fleetd());
        Locator card = dashboard.card("it-card");
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Edit labels of it-card"))
                .click();

        // when
        field(card, "Name").fill("Nave <b>1</b>");
        field(card, "Venue").fill("Chapel");
        field(card, "Tags").fill("ndi, main");
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                .click();

        // then
        Locator moved = dashboard.venue("Chapel").getByRole(AriaRole.LISTITEM).first();
        assertThat(moved.getByRole(AriaRole.LINK)).hasText("Nave <b>1</b>");
        assertThat(moved.locator(".tag")).hasText(new String[] {"main", "ndi"});
        DeviceView device = installation.api().device("it-card");
        Assertions.assertThat(device.name()).isEqualTo("Nave <b>1</b>");
        Assertions.assertThat(device.tags()).containsExactly("main", "ndi");
    }

    @ParameterizedTest
    @CsvSource({"it-name, name, Organ loft", "it-venue, venue, Studio B", "it-tags, tags, spare"})
    void aLabelIsEditedOnTheDevicesPage(String id, String label, String value) throws Exception {
        // given
        Dashboard dashboard = Dashboard.loggedIn(CHROMIUM.page(), installation.fleetd());
        DevicePanel panel = dashboard.open(id);
        panel.button("Edit " + label).click();

        // when
        Locator field = panel.root().locator("#label-" + label);
        field.fill(value);
        field.press("Enter");

        // then
        assertThat(field).isHidden();
        assertThat(panel.pane()).containsText(value);
        Assertions.assertThat(installation.api().device(id).toString()).contains(value);
    }

    private static Locator field(Locator card, String name) {
        return card.locator("form").locator("input").and(card.getByLabel(name));
    }
}
