package no.itagenten.fleet.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents point to is there. */
class DocumentsIT {

    static List<Document> documents() throws IOException {
        return Document.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToAFileAndAHeadingOfIt(Document document) throws IOException {
        for (String link : document.links()) {
            if (link.matches("[a-z]+:.*")) {
                continue; // of somebody else
            }
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty()
                    ? document.file()
                    : document.file().resolveSibling(parts[0]).normalize();
            assertThat(target).as("%s links to %s", document, link).exists();
            if (parts.length > 1) {
                assertThat(new Document(target, parts[0], Files.readString(target)).anchors())
                        .as("%s links to %s", document, link)
                        .contains(parts[1]);
            }
        }
    }
}
