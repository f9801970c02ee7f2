package no.itagenten.fleet.fleetctl.command;

import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.CommandPrinter;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.CommandView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetctl commands}: what was asked of devices, newest first. */
@Command
public final class Commands extends FleetCommand {

    private static final int MOST = 500;

    @Parameters(
            arity = "0..1",
            paramLabel = "DEVICE",
            description = "Only of this device: id, name, or the beginning of either.")
    private String device;

    @Option(names = "--active", description = "Only those that are not at their end.")
    private boolean active;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "The newest N (default: 50, at most 500).")
    private int limit = 50;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        if (limit < 1 || limit > MOST) {
            throw Problem.usage("-n must be from 1 to " + MOST, "For example: fleetctl commands -n 100");
        }
        Optional<DeviceId> only = Optional.ofNullable(device)
                .map(word -> DeviceFinder.of(invocation.client()).find(word).id());
        List<CommandView> commands = invocation.client().commands(only, limit, active);
        List<CommandView> shown = active
                ? commands.stream()
                        .filter(command -> !command.state().isFinal())
                        .toList()
                : commands;
        invocation.printList(output, shown, list -> new CommandPrinter(invocation.times()).table(list), "No commands.");
        return ExitCode.DONE;
    }
}
