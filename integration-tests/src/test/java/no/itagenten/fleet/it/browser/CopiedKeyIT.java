package no.itagenten.fleet.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import no.itagenten.fleet.it.fixture.BareDevice;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.it.fixture.OtherMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A device whose disk was copied, on the dashboard: both machines, and what to do. */
class CopiedKeyIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    Path folder;

    @Test
    void theBellLeadsToBothMachinesAndToTheResetThatLocksThemOut() throws Exception {
        OtherMachine elsewhere = OtherMachine.named("copied-box", folder);
        try (Installation installation = Installation.start()) {
            // given
            BareDevice original = installation
                    .bareDevice("it-nave")
                    .withToken(installation.api().enrollmentToken())
                    .start();
            Dashboard dashboard = Dashboard.loggedIn(CHROMIUM.page(), installation.fleetd());

            // when
            installation.bareDevice("it-copy").copyOf(original).on(elsewhere).startAgent();

            // then
            assertThat(dashboard.card("it-nave")).containsText("Its key is used by several machines");
            dashboard.bell().click();
            Locator alert = dashboard
                    .notifications()
                    .getByRole(AriaRole.LINK)
                    .filter(new Locator.FilterOptions().setHasText("Its key is used by several machines"));
            alert.click();
            Locator notice = dashboard
                    .panel()
                    .pane()
                    .getByRole(
                            AriaRole.REGION,
                            new Locator.GetByRoleOptions().setName("Several machines use this device’s key"));
            assertThat(notice.getByRole(AriaRole.LISTITEM)).hasCount(2);
            assertThat(notice).containsText("copied-box");

            // and when
            notice.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Reset credential …"))
                    .click();
            dashboard
                    .dialog("Reset the credential of it-nave")
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Reset credential"))
                    .click();

            // then
            assertThat(notice).isHidden();
            assertThat(dashboard.card("it-nave")).containsText("Offline");
        }
    }
}
