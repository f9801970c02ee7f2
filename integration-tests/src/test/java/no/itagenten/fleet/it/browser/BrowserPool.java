package no.itagenten.fleet.it.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The browsers of the whole run: no more than there are test classes at a time, for a browser serves one thread. They end with
 * this process.
 */
final class BrowserPool {

    private static final ConcurrentLinkedQueue<Browser> FREE = new ConcurrentLinkedQueue<>();

    private BrowserPool() {}

    /** A browser that nobody else uses. */
    static Browser take() {
        Browser free = FREE.poll();
        return free != null ? free : start();
    }

    static void giveBack(Browser browser) {
        FREE.add(browser);
    }

    private static Browser start() {
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000); // a machine may be slow and busy
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(System.getProperty("fleet.chromium")))
                        // Chromium's sandbox refuses to be set up by root.
                        .setChromiumSandbox(!System.getProperty("user.name").equals("root"))
                        .setArgs(List.of("--disable-gpu")));
    }
}
