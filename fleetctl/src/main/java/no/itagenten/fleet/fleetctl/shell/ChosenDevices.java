package no.itagenten.fleet.fleetctl.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.itagenten.fleet.fleetctl.invocation.CommandEntry;
import no.itagenten.fleet.fleetctl.invocation.CommandIndex;
import no.itagenten.fleet.fleetctl.invocation.CommandParser;
import no.itagenten.fleet.fleetctl.output.Paint;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What {@code use} has chosen: the devices that a command is about which names none. For one thread. */
final class ChosenDevices {

    /** They show all devices, or it would be too bad to take the wrong one. */
    private static final Set<String> NEVER = Set.of("devices", "top", "use", "device remove", "device replace");

    private static final Set<String> SELECTION =
            Set.of("--all", "--from-file", "-l", "--selector", "--field-selector", "--tag");

    private final CommandIndex commands;
    private List<String> words = List.of();
    private Optional<String> title = Optional.empty();

    ChosenDevices(CommandIndex commands) {
        this.commands = commands;
    }

    /**
     * Chooses.
     *
     * @param chosen as a command would be told
     * @param called for people
     */
    void choose(List<String> chosen, String called) {
        words = List.copyOf(chosen);
        title = Optional.of(called);
    }

    void forget() {
        words = List.of();
        title = Optional.empty();
    }

    /** How people call them; empty if none are chosen. */
    Optional<String> title() {
        return title;
    }

    /** The same command, with the chosen devices where it names none. */
    List<String> addTo(List<String> command) {
        if (words.isEmpty() || command.contains("--help") || command.contains("-h")) {
            return command;
        }
        for (int used = Math.min(2, command.size()); used > 0; used--) {
            Optional<CommandEntry> entry = commands.find(String.join(" ", command.subList(0, used)));
            if (entry.isPresent()) {
                return NEVER.contains(entry.get().path()) ? command : addTo(entry.get(), command, used);
            }
        }
        return command;
    }

    private List<String> addTo(CommandEntry entry, List<String> command, int used) {
        CommandSpec spec = new CommandParser(entry, commands.create(entry), Paint.NONE).spec();
        List<PositionalParamSpec> parameters = spec.positionalParameters();
        if (parameters.isEmpty() || !parameters.get(0).paramLabel().equals("DEVICE")) {
            return command;
        }
        int least = parameters.stream()
                .skip(1)
                .mapToInt(parameter -> parameter.paramLabel().equals("SERVICE")
                        ? 1
                        : parameter.arity().min())
                .sum();
        List<String> given = positionals(spec, command.subList(used, command.size()));
        boolean selects = command.stream().anyMatch(word -> SELECTION.contains(word.replaceFirst("=.*", "")));
        boolean named = given.size() > least
                && !(parameters.get(parameters.size() - 1).paramLabel().equals("KEY=VALUE")
                        && given.get(0).contains("="));
        if (selects || named) {
            return command;
        }
        List<String> whole = new ArrayList<>(command.subList(0, used));
        whole.addAll(words);
        whole.addAll(command.subList(used, command.size()));
        return whole;
    }

    private static List<String> positionals(CommandSpec spec, List<String> arguments) {
        List<String> positionals = new ArrayList<>();
        boolean value = false;
        for (String argument : arguments) {
            if (value) {
                value = false;
            } else if (argument.startsWith("-") && argument.length() > 1) {
                OptionSpec option = spec.findOption(argument);
                value = option != null && option.arity().min() > 0;
            } else {
                positionals.add(argument);
            }
        }
        return positionals;
    }
}
