package no.itagenten.fleet.fleetctl.document;

import java.util.Locale;

/** Writes a manual page in the macros of man(7); whatever text it is given comes out as it is. For one thread. */
final class Roff {

    private final StringBuilder page = new StringBuilder();

    Roff(String name, String date, String source, String summary) {
        page.append(".\\\" Made from the commands by the build; do not edit.\n");
        page.append(String.format(
                Locale.ROOT, ".TH %s 1 \"%s\" \"%s\" \"R58 Fleet\"%n", name.toUpperCase(Locale.ROOT), date, source));
        section("NAME");
        page.append(escape(name)).append(" \\- ").append(escape(summary)).append('\n');
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
        String escaped = escape(text);
        page.append(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "")
                .append(escaped)
                .append('\n');
        return this;
    }

    /** What a text under it explains. */
    Roff term(String term) {
        page.append(".TP\n\\fB").append(escape(term)).append("\\fR\n");
        return this;
    }

    /** A command line, as it is typed. */
    Roff example(String command) {
        return paragraphless(".nf\n    " + escape(command) + "\n.fi\n");
    }

    private Roff paragraphless(String text) {
        page.append(text);
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

    private static String escape(String text) {
        return text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti");
    }
}
