package no.itagenten.fleet.it.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** What the dashboard shows of one device. */
final class DevicePanel {

    private final Page page;
    private final Locator root;

    DevicePanel(Page page) {
        this.page = page;
        root = page.locator("#device-panel");
    }

    Locator root() {
        return root;
    }

    Locator tab(String name) {
        return root.getByRole(AriaRole.TAB, new Locator.GetByRoleOptions().setName(name));
    }

    /** What stands under the tab that is chosen. */
    Locator pane() {
        return root.locator("[role=tabpanel]:not([hidden])");
    }

    /** The strip about the newest command. */
    Locator latest() {
        return root.locator(".latest");
    }

    /** Asks for a restart of everything, and confirms. */
    void restart() {
        button("Restart").click();
        Locator question = question("Restart");
        question.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Restart"))
                .click();
    }

    /** Asks for the newest version of the branch, and confirms. */
    void update() {
        button("Update").click();
        Locator question = question("Update");
        question.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Update"))
                .click();
    }

    Locator button(String name) {
        return root.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    private Locator question(String action) {
        return page.locator("dialog.ask[open]").filter(new Locator.FilterOptions().setHasText(action));
    }

    /** The first command in the list, opened: phases, result and output. */
    Locator openNewestCommand() {
        tab("Commands").click();
        Locator newest = root.locator(".command").first();
        if (newest.locator("details").getAttribute("open") == null) {
            newest.locator("summary").click();
        }
        return newest;
    }

    Locator logLines() {
        return root.getByRole(AriaRole.LOG).locator(".log-line:not([hidden])");
    }

    Locator logLevel() {
        return root.getByLabel("Least level shown");
    }

    Locator logSearch() {
        return root.getByLabel("Search in the lines shown");
    }

    Locator logState() {
        return root.locator(".log-state");
    }
}
