package no.itagenten.fleet.fleetctl.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.ListOption;
import no.itagenten.fleet.fleetctl.invocation.Listing;
import no.itagenten.fleet.fleetctl.output.CommandPrinter;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.DeviceSelection;
import no.itagenten.fleet.fleetctl.watch.ListContent;
import no.itagenten.fleet.fleetctl.watch.WatchOption;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleetctl commands}: what was asked of devices, newest first. */
@Command
public final class Commands extends FleetCommand {

    private static final int MOST = 500;

    @Mixin
    private DeviceSelection selection;

    @Option(names = "--active", description = "Only those that are not at their end.")
    private boolean active;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "The newest N (default: 50, at most 500).")
    private int limit = 50;

    @Mixin
    private ListOption output;

    @Mixin
    private WatchOption watch;

    @Override
    public ExitCode run(Invocation invocation) {
        if (limit < 1 || limit > MOST) {
            throw Problem.usage("--limit must be from 1 to " + MOST, "For example: fleetctl commands -n 100");
        }
        Listing<CommandView> listing =
                new Listing<>(Kind.COMMAND, list -> new CommandPrinter(invocation.times()).table(list), "No commands.");
        if (watch.given()) {
            ListContent<CommandView> content =
                    new ListContent<>(invocation, output, listing, () -> shown(invocation), Commands::id, Commands::id);
            return watch.run(invocation, content, !output.forPrograms(), "command");
        }
        invocation.printList(output, listing, shown(invocation));
        return ExitCode.DONE;
    }

    private static String id(CommandView command) {
        return command.id().value();
    }

    private List<CommandView> shown(Invocation invocation) {
        return commands(invocation).stream()
                .filter(command -> !active || !command.state().isFinal())
                .limit(limit)
                .toList();
    }

    private List<CommandView> commands(Invocation invocation) {
        if (!selection.given()) {
            return invocation.client().commands(Optional.empty(), limit, active);
        }
        List<CommandView> found = new ArrayList<>();
        for (DeviceView device : selection.filter(invocation)) {
            found.addAll(invocation.client().commands(Optional.of(device.id()), limit, active));
        }
        found.sort(Comparator.comparing(CommandView::createdAt).reversed());
        return found;
    }
}
