package no.itagenten.fleet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** axe-core: finds what keeps people from using a page. */
final class Axe {

    private static final String SCRIPT = read();

    /** Serious or critical by WCAG 2.2 A and AA, each in a line: the rule, the element, why. */
    private static final String FINDINGS = """
            async () => {
              await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
              const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
              const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
              return violations
                .filter(({ impact }) => impact === "serious" || impact === "critical")
                .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.html} ${node.failureSummary}`));
            }
            """;

    private Axe() {}

    /** Makes axe known to the page, before it goes anywhere: past its content security policy, which stays in force. */
    static Page in(Page page) {
        page.addInitScript(SCRIPT);
        return page;
    }

    static void assertNoFindings(Page page, String place) {
        assertThat((List<?>) page.evaluate(FINDINGS)).as(place).isEmpty();
    }

    private static String read() {
        try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
