package no.itagenten.fleet.fleetctl.command;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.ListOption;
import no.itagenten.fleet.fleetctl.invocation.Listing;
import no.itagenten.fleet.fleetctl.output.Cell;
import no.itagenten.fleet.fleetctl.output.Column;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.Table;
import no.itagenten.fleet.fleetctl.output.Tone;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.DeviceSelection;
import no.itagenten.fleet.fleetctl.status.Finding;
import no.itagenten.fleet.fleetctl.status.FleetStatus;
import no.itagenten.fleet.fleetctl.status.Severity;
import no.itagenten.fleet.fleetctl.watch.ListContent;
import no.itagenten.fleet.fleetctl.watch.WatchOption;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleetctl alerts}: what is wrong now, one thing a line, the gravest first; {@code status} says the same and more for people. */
@Command
public final class Alerts extends FleetCommand {

    private static final int COMMANDS = 500;

    @Mixin
    private DeviceSelection selection;

    @Option(names = "--critical", description = "Only what cannot wait until tomorrow.")
    private boolean critical;

    @Mixin
    private ListOption output;

    @Mixin
    private WatchOption watch;

    @Override
    public ExitCode run(Invocation invocation) {
        Listing<Finding> listing = new Listing<>(Kind.ALERT, list -> table(invocation, list), "Nothing is wrong.");
        if (watch.given()) {
            ListContent<Finding> content = new ListContent<>(
                    invocation, output, listing, () -> findings(invocation), Alerts::key, Alerts::title);
            return watch.run(invocation, content, !output.forPrograms(), "device", "device_removed", "command");
        }
        invocation.printList(output, listing, findings(invocation));
        return ExitCode.DONE;
    }

    /** The same trouble of the same device is the same alert, however its figures change. */
    private static String key(Finding finding) {
        return finding.deviceId() + " " + finding.kind() + " " + finding.fix();
    }

    private static String title(Finding finding) {
        return finding.deviceId() + ": " + finding.problem();
    }

    private List<Finding> findings(Invocation invocation) {
        FleetClient client = invocation.client();
        List<DeviceView> devices = selection.filter(invocation);
        Set<DeviceId> chosen = devices.stream().map(DeviceView::id).collect(Collectors.toSet());
        FleetStatus status = FleetStatus.of(
                devices,
                List.of(),
                client.commands(Optional.empty(), COMMANDS, false),
                invocation.clock().instant());
        return status.problems().stream()
                .filter(finding -> chosen.contains(finding.deviceId()))
                .filter(finding -> !critical || finding.severity() == Severity.CRITICAL)
                .toList();
    }

    private static Table table(Invocation invocation, List<Finding> findings) {
        Table table = new Table(List.of(
                Column.fixed("SINCE"),
                Column.fixed("DEVICE"),
                Column.flexible("NAME").yielding(1),
                Column.flexible("VENUE").onlyWide(),
                Column.flexible("PROBLEM").atLeast(20),
                Column.flexible("WHAT HELPS").atLeast(24).yielding(2),
                Column.fixed("KIND").onlyWide(),
                Column.fixed("LAST SEEN").onlyWide()));
        for (Finding finding : findings) {
            boolean grave = finding.severity() == Severity.CRITICAL;
            String id = finding.deviceId().value();
            table.row(
                    Cell.of(finding.since().map(invocation.times()::relative)),
                    Cell.of(id),
                    finding.name().equals(id) ? Cell.nothing() : Cell.of(finding.name()),
                    Cell.of(finding.venue()),
                    new Cell((grave ? "✘ " : "▲ ") + finding.problem(), grave ? Tone.BAD : Tone.WARN),
                    Cell.of(finding.fix()),
                    Cell.of(finding.kind()),
                    Cell.of(finding.lastSeen().map(invocation.times()::relative)));
        }
        return table;
    }
}
