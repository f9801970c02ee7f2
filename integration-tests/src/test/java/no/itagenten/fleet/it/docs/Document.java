package no.itagenten.fleet.it.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import no.itagenten.fleet.it.fixture.Surroundings;

/**
 * A page of the documentation.
 *
 * @param name within the repository
 */
record Document(Path file, String name, String text) {

    private static final Pattern RUN = Pattern.compile("^<!-- run: (\\S+) -->$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("(?<!`)\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern INLINE = Pattern.compile("`([^`\n]+)`");

    /** Every page that a reader is led to. */
    static List<Document> all() throws IOException {
        Path repository = Surroundings.repository();
        List<Document> documents = new ArrayList<>();
        for (Path folder : List.of(repository, repository.resolve("docs"), repository.resolve("benchmarks"))) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    if (file.toString().endsWith(".md")) {
                        documents.add(
                                new Document(file, repository.relativize(file).toString(), Files.readString(file)));
                    }
                }
            }
        }
        return documents;
    }

    static Document named(String name) throws IOException {
        return all().stream()
                .filter(document -> document.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Where its links lead, outside of code. */
    List<String> links() {
        return LINK.matcher(String.join("\n", prose()))
                .results()
                .map(link -> link.group(1))
                .toList();
    }

    /** Its headings as a link names them. */
    List<String> anchors() {
        return prose().stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** The lines that a reader would type, from blocks and from running text; those that go on are put together. */
    List<String> commandLines() {
        List<String> lines = new ArrayList<>();
        StringBuilder begun = new StringBuilder();
        for (String line : code()) {
            begun.append(line.strip());
            if (line.endsWith("\\")) {
                begun.setLength(begun.length() - 1);
                continue;
            }
            lines.add(begun.toString());
            begun.setLength(0);
        }
        INLINE.matcher(String.join("\n", prose()))
                .results()
                .map(code -> code.group(1).strip())
                .forEach(lines::add);
        return lines;
    }

    /** The block that is marked {@code <!-- run: name -->}, as a script. */
    String block(String name) {
        List<String> lines = text.lines().toList();
        int line = lines.indexOf("<!-- run: " + name + " -->");
        if (line < 0) {
            throw new AssertionError(this.name + " has no block marked <!-- run: " + name + " -->");
        }
        StringBuilder block = new StringBuilder();
        line++;
        while (lines.get(line).isBlank()) {
            line++;
        }
        while (line < lines.size()
                && (lines.get(line).startsWith("    ") || lines.get(line).isBlank())) {
            block.append(lines.get(line).replaceFirst("^ {4}", "")).append('\n');
            line++;
        }
        return block.toString();
    }

    /** The names of its marked blocks. */
    List<String> marks() {
        return RUN.matcher(text).results().map(mark -> mark.group(1)).toList();
    }

    private List<String> prose() {
        return split(false);
    }

    private List<String> code() {
        return split(true);
    }

    private List<String> split(boolean wanted) {
        List<String> lines = new ArrayList<>();
        Optional<String> fence = Optional.empty();
        boolean afterBlank = true;
        boolean indented = false;
        for (String line : text.lines().toList()) {
            Matcher opening = Pattern.compile("^(```+|~~~+).*").matcher(line);
            if (opening.matches()) {
                fence = fence.isPresent() ? Optional.empty() : Optional.of(opening.group(1));
                continue;
            }
            indented = line.startsWith("    ") && (afterBlank || indented);
            if ((fence.isPresent() || indented) == wanted) {
                lines.add(line);
            }
            afterBlank = line.isBlank();
        }
        return lines;
    }

    @Override
    public String toString() {
        return name;
    }
}
