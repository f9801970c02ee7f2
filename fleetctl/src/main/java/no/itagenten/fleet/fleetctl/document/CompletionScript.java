package no.itagenten.fleet.fleetctl.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import no.itagenten.fleet.fleetctl.invocation.CommandIndex;

/** The completion script of a shell: what it does, from a resource, and a table of all commands, from the commands themselves. */
public enum CompletionScript {
    /** For bash 4.4 and newer. */
    BASH("fleetctl.bash", text -> "'" + text.replace("'", "'\\''") + "'"),
    /** For zsh. */
    ZSH("_fleetctl", text -> "'" + text.replace("'", "'\\''") + "'"),
    /** For fish 3. */
    FISH("fleetctl.fish", text -> "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'");

    private final String fileName;

    @SuppressWarnings("ImmutableEnumChecker") // the lambdas above have no state
    private final UnaryOperator<String> quote;

    CompletionScript(String fileName, UnaryOperator<String> quote) {
        this.fileName = fileName;
        this.quote = quote;
    }

    /** What the shell expects the file to be called. */
    public String fileName() {
        return fileName;
    }

    /** The whole script. */
    public String render(CommandIndex commands) {
        CompletionTable table = new CompletionTable(commands);
        String template = template();
        StringBuilder model = new StringBuilder();
        for (CompletionTable.Row row : table.rows()) {
            model.append(this == FISH ? fishRow(row) : posixRow(row));
        }
        return template.replace("@GLOBAL@", quote.apply(String.join("\n", table.globalOptions())))
                .replace("@MODEL@\n", model);
    }

    private String posixRow(CompletionTable.Row row) {
        StringBuilder text = new StringBuilder("    ")
                .append(String.join(" | ", row.paths().stream().map(quote).toList()))
                .append(")\n");
        if (!row.words().isEmpty()) {
            text.append("      fleetctl_words=")
                    .append(quote.apply(String.join("\n", row.words())))
                    .append('\n');
        }
        if (!row.options().isEmpty()) {
            text.append("      fleetctl_options=")
                    .append(quote.apply(String.join("\n", row.options())))
                    .append('\n');
        }
        if (!row.places().isEmpty()) {
            text.append("      fleetctl_places=")
                    .append(quote.apply(String.join(" ", row.places())))
                    .append('\n');
        }
        return text.append("      ;;\n").toString();
    }

    private String fishRow(CompletionTable.Row row) {
        StringBuilder text = new StringBuilder("        case ")
                .append(String.join(" ", row.paths().stream().map(quote).toList()))
                .append('\n');
        if (!row.words().isEmpty()) {
            text.append("            set -g __fleetctl_words ").append(list(row.words()));
        }
        if (!row.options().isEmpty()) {
            text.append("            set -g __fleetctl_options ").append(list(row.options()));
        }
        if (!row.places().isEmpty()) {
            text.append("            set -g __fleetctl_places ").append(list(row.places()));
        }
        return text.toString();
    }

    private String list(List<String> values) {
        return String.join(" \\\n                ", values.stream().map(quote).toList()) + "\n";
    }

    private String template() {
        try (InputStream in = CompletionScript.class.getResourceAsStream(fileName + ".template")) {
            return new String(Objects.requireNonNull(in, fileName).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
