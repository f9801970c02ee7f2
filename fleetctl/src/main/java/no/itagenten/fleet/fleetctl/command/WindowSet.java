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
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.WindowScope;
import no.itagenten.fleet.protocol.MaintenanceWindows;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.WindowRule;
import no.itagenten.fleet.protocol.rest.WindowsRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleetctl window set}: when devices may be disturbed. */
@Command
public final class WindowSet extends FleetCommand {

    @Mixin
    private WindowScope scope;

    @Option(
            names = "--at",
            required = true,
            paramLabel = "WINDOW",
            description =
                    "Such as 'mon-fri 02:00-05:00', 'sat,sun 23:00-02:00' or 'daily 02:00-04:00', in the device's time"
                            + " zone (device set --time-zone); may be repeated. They take the place of earlier ones.")
    private List<String> windows;

    @Mixin
    private ListOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        try {
            MaintenanceWindows.parse(windows);
        } catch (IllegalArgumentException e) {
            throw Problem.usage("--at: " + e.getMessage(), "See also: fleetctl help window set");
        }
        WindowsRequest request = new WindowsRequest(windows);
        List<WindowRule> rules = new ArrayList<>();
        Optional<String> tag = scope.tag();
        if (tag.isPresent()) {
            rules.add(invocation.client().setTagWindows(tag.get(), request));
            WindowScope.noteUnknown(invocation, tag.get());
        } else {
            for (DeviceView device : scope.devices(invocation, "Set the windows of")) {
                invocation.client().setWindows(device.id(), request);
                rules.add(new WindowRule(Optional.of(device.id()), Optional.empty(), windows));
            }
        }
        invocation.printList(output, Kind.WINDOW, rules, WindowPrinter::table, "");
        return ExitCode.DONE;
    }
}
