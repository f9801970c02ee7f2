package no.itagenten.fleet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The browser of a test class, which gives each test pages of its own. A test fails if a page threw something, opened a dialog
 * of the browser or did what its content security policy forbids. A failed test leaves a picture in target/browser.
 */
final class Chromium implements BeforeAllCallback, AfterTestExecutionCallback, AfterEachCallback, AfterAllCallback {

    private static final double PATIENCE_MS = 20_000;

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> incidents = new CopyOnWriteArrayList<>();
    private Browser browser;

    @Override
    public void beforeAll(ExtensionContext test) {
        browser = BrowserPool.take();
    }

    /** A page of desktop size. */
    Page page() {
        return page(new Browser.NewContextOptions());
    }

    Page page(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        contexts.add(context);
        context.setDefaultTimeout(PATIENCE_MS);
        context.onWebError(error -> incidents.add("thrown: " + error.error()));
        context.onDialog(dialog -> {
            incidents.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
        context.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                incidents.add(message.text());
            }
        });
        return context.newPage();
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        boolean failed = test.getExecutionException().isPresent();
        for (int i = 0; failed && i < contexts.size(); i++) {
            photograph(
                    contexts.get(i),
                    test.getRequiredTestClass().getSimpleName() + "." + test.getDisplayName() + "-" + i);
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
        List<String> seen = List.copyOf(incidents);
        incidents.clear();
        assertThat(seen).as("what went wrong in the page").isEmpty();
    }

    private static void photograph(BrowserContext context, String name) {
        Path picture = Path.of("target", "browser", name.replaceAll("[^A-Za-z0-9.-]", "_") + ".png");
        context.pages().forEach(page -> page.screenshot(new Page.ScreenshotOptions().setPath(picture)));
    }

    @Override
    public void afterAll(ExtensionContext test) {
        BrowserPool.giveBack(browser);
    }
}
