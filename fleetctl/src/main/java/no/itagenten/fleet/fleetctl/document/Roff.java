package no.itagenten.fleet.fleetctl.document;

import java.util.Locale;

/** Writes a manual page in the macros of man(7); whatever text it is given comes out as it is. For one thread. */
final class Roff {

    private static final int WIDTH = 76;

    private final StringBuilder page = new StringBuilder();

    Roff(String name, String date, String source, String summary) {
        page.append(".\\\" Made from the commands by the build; do not edit.\n");
        page.append(String.format(
                Locale.ROOT, ".TH %s 1 \"%s\" \"%s\" \"R58 Fleet\"%n", name.toUpperCase(Locale.ROOT), date, source));
        section("NAME");
        fill(escape(name) + " \\- " + escape(summary));
    }

    Roff section(String title) {
        page.append(".SH ").append(title).append('\n');
        return this;
    }

    Roff subsection(String title) {
        page.append(".SS ").append(escape(title)).append('\n');
        return this;
    }

    /** Bold, with more to follow on the same line of the page. */
    Roff bold(String text) {
        page.append("\\fB").append(escape(text)).append("\\fR");
        return this;
    }

    /** The rest of a line. */
    Roff line(String text) {
        page.append(escape(text)).append('\n');
        return this;
    }

    Roff paragraph(String text) {
        // Right under a heading man(7) wants none, and mandoc says so.
        int last = page.lastIndexOf("\n", page.length() - 2);
        if (!page.substring(last + 1).startsWith(".SH")) {
            page.append(".PP\n");
        }
        return text(text);
    }

    Roff text(String text) {
        fill(escape(text));
        return this;
    }

    /** As lines that mandoc does not call long; whoever shows the page breaks them anew. */
    private void fill(String escaped) {
        StringBuilder line = new StringBuilder();
        for (String word : escaped.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
                put(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        put(line.toString());
    }

    private void put(String line) {
        page.append(line.startsWith(".") || line.startsWith("'") ? "\\&" : "")
                .append(line)
                .append('\n');
    }

    /** What a text under it explains. */
    Roff term(String term) {
        page.append(".TP\n\\fB").append(escape(term)).append("\\fR\n");
        return this;
    }

    /** A command line, as it is typed. */
    Roff example(String command) {
        return verbatim("    " + command);
    }

    /** Lines that stay as they are. */
    Roff verbatim(String lines) {
        page.append(".nf\n");
        lines.stripTrailing().lines().map(Roff::escape).forEach(this::put);
        page.append(".fi\n");
        return this;
    }

    /** Other pages of section 1. */
    Roff seeAlso(String... names) {
        for (int i = 0; i < names.length; i++) {
            page.append(".BR ").append(escape(names[i])).append(" (1)").append(i < names.length - 1 ? " ,\n" : "\n");
        }
        return this;
    }

    String render() {
        return page.toString();
    }

    /** Signs that are something else to groff, and those that it does not know by themselves, by their names. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(sign -> {
            switch (sign) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '\'' -> escaped.append("\\(aq");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                default -> {
                    if (sign < 0x7f) {
                        escaped.append((char) sign);
                    } else {
                        escaped.append(String.format(Locale.ROOT, "\\[u%04X]", sign));
                    }
                }
            }
        });
        return escaped.toString();
    }
}
