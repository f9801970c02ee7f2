package no.itagenten.fleet.fleetctl.command;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import no.itagenten.fleet.fleetctl.follow.Report;
import no.itagenten.fleet.fleetctl.follow.Titles;
import no.itagenten.fleet.fleetctl.follow.Waiting;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.Converters;
import no.itagenten.fleet.fleetctl.selection.SelectionOptions;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetctl wait}: waits until nothing is under way any more on some devices; of commands by id, too. */
@Command
public final class Wait extends FleetCommand {

    /** The server makes ids of commands that begin like this. */
    private static final Predicate<String> COMMAND = word -> word.matches("cmd-[A-Za-z0-9]+");

    private static final int MOST_OF_A_DEVICE = 500;

    @Parameters(
            arity = "0..*",
            paramLabel = "DEVICE",
            description = "Ids, names, the beginning of either, or patterns; ids of commands (cmd-…), too.")
    private List<String> words = List.of();

    @Mixin
    private SelectionOptions selection;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "10m",
            converter = Converters.OfDuration.class,
            description = "Wait at most so long, such as 30s, 5m, 1h (default: 10m).")
    private Duration timeout;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        Set<CommandId> wanted = new LinkedHashSet<>();
        words.stream().filter(COMMAND).forEach(word -> wanted.add(id(word)));
        List<String> names = words.stream().filter(COMMAND.negate()).toList();
        boolean onlyCommands = names.isEmpty() && !wanted.isEmpty() && !selection.given();
        List<DeviceView> devices = onlyCommands ? List.of() : selection.choose(invocation, names);
        for (DeviceView device : devices) {
            invocation.client().commands(Optional.of(device.id()), MOST_OF_A_DEVICE, true).stream()
                    .filter(command -> !command.state().isFinal())
                    .forEach(command -> wanted.add(command.id()));
        }
        if (wanted.isEmpty()) {
            invocation.say("Nothing is under way there.");
        }
        Titles titles = new Titles(devices);
        List<CommandView> ended =
                wanted.isEmpty() ? List.of() : new Waiting(invocation).await(List.copyOf(wanted), timeout);
        ExitCode code = new Report(invocation, titles).tell(ended);
        if (output.forPrograms()) {
            invocation.printMany(output, Kind.COMMAND, ended);
        }
        return code;
    }

    private static CommandId id(String word) {
        try {
            return new CommandId(word);
        } catch (IllegalArgumentException e) {
            throw new Problem(Problem.Kind.USAGE, "DEVICE: " + e.getMessage(), "See: fleetctl commands --active", e);
        }
    }
}
