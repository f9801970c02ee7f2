package no.itagenten.fleet.fleetctl.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.ListOption;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.WindowPrinter;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.WindowScope;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.WindowRule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetctl window clear}: takes maintenance windows away. */
@Command
public final class WindowClear extends FleetCommand {

    @Mixin
    private WindowScope scope;

    @Mixin
    private ListOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        List<WindowRule> rules = new ArrayList<>();
        Optional<String> tag = scope.tag();
        if (tag.isPresent()) {
            rules.add(invocation.client().clearTagWindows(tag.get()));
        } else {
            for (DeviceView device : scope.devices(invocation, "Clear the windows of")) {
                DeviceView cleared = invocation.client().clearWindows(device.id());
                rules.add(new WindowRule(
                        Optional.of(device.id()),
                        Optional.empty(),
                        cleared.window().map(window -> window.windows()).orElse(List.of())));
            }
        }
        invocation.printList(output, Kind.WINDOW, rules, WindowPrinter::table, "");
        return ExitCode.DONE;
    }
}
