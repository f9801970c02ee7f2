package no.itagenten.fleet.fleetctl.invocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.problem.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** One command as picocli sees it. Nothing is known of the others, so nothing is spent on them. */
public final class CommandParser {

    private static final int HELP_WIDTH = 80;

    static {
        // Looking for its own converters of these types costs picocli half its time, and no command takes one of them
        // without
        // saying how it is read.
        System.setProperty("picocli.converters.excludes", "java\\.(?:time|sql)\\..*");
    }

    private final CommandEntry entry;
    private final CommandLine line;

    /** A parser that fills this command. */
    public CommandParser(CommandEntry entry, FleetCommand command, Paint paint) {
        this.entry = entry;
        line = new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false) // '@x' is a word like any other, and no file to read options from
                .setUsageHelpWidth(HELP_WIDTH)
                .setColorScheme(Help.defaultColorScheme(paint.enabled() ? Help.Ansi.ON : Help.Ansi.OFF));
        line.getCommandSpec().name("fleetctl " + entry.path());
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        usage.description(escape(entry.summary()) + ".%n");
        usage.sortOptions(false);
        usage.abbreviateSynopsis(true);
        usage.footer(footer());
    }

    private String[] footer() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        if (!entry.aliases().isEmpty()) {
            lines.add("Also: fleetctl " + String.join(", fleetctl ", entry.aliases()));
            lines.add("");
        }
        lines.add(entry.examples().size() == 1 ? "Example:" : "Examples:");
        entry.examples().forEach(example -> lines.add("  fleetctl " + escape(example)));
        return lines.toArray(String[]::new);
    }

    private static String escape(String text) {
        return text.replace("%", "%%");
    }

    /** The options and parameters, for completion. */
    public CommandLine.Model.CommandSpec spec() {
        return line.getCommandSpec();
    }

    /** The help text. */
    public String usage() {
        return line.getUsageMessage();
    }

    /**
     * Fills the command.
     *
     * @return the help text, if that is what was asked for
     * @throws Problem of kind USAGE if the arguments do not fit
     */
    public Optional<String> parse(List<String> arguments) {
        try {
            CommandLine.ParseResult result = line.parseArgs(arguments.toArray(String[]::new));
            return result.isUsageHelpRequested() ? Optional.of(usage()) : Optional.empty();
        } catch (ParameterException e) {
            throw new ParseProblems(line.getCommandSpec(), entry.path()).of(e);
        }
    }
}
