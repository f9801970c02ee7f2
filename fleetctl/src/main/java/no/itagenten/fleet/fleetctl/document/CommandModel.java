package no.itagenten.fleet.fleetctl.document;

import java.util.ArrayList;
import java.util.List;
import no.itagenten.fleet.fleetctl.invocation.CommandEntry;
import no.itagenten.fleet.fleetctl.invocation.CommandIndex;
import no.itagenten.fleet.fleetctl.invocation.CommandParser;
import no.itagenten.fleet.fleetctl.output.Paint;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command as what is written about it needs it: its options apart from those that every command takes, and its arguments.
 * Immutable.
 */
record CommandModel(CommandEntry entry, CommandSpec spec) {

    static CommandModel of(CommandEntry entry, CommandIndex commands) {
        return new CommandModel(entry, new CommandParser(entry, commands.create(entry), Paint.NONE).spec());
    }

    /** The options of this command. */
    List<OptionSpec> options() {
        return options(false);
    }

    /** The options of every command. */
    List<OptionSpec> globalOptions() {
        return options(true);
    }

    private List<OptionSpec> options(boolean global) {
        List<OptionSpec> options = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            boolean ofEveryCommand = option.group() != null && option.group().heading() != null;
            if (ofEveryCommand == global && !option.hidden()) {
                options.add(option);
            }
        }
        return options;
    }

    /** Its arguments, in order. */
    List<PositionalParamSpec> arguments() {
        return spec.positionalParameters().stream()
                .filter(argument -> !argument.hidden())
                .toList();
    }

    /** What an option or an argument is, in one line. */
    static String description(ArgSpec argument) {
        List<String> candidates = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(candidates::add);
        }
        return String.join(" ", argument.description())
                .replace("${COMPLETION-CANDIDATES}", String.join(", ", candidates))
                .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValueString()))
                .replace("%n", " ")
                .replace("%%", "%")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
