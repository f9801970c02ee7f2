package no.itagenten.fleet.fleetctl.command;

import java.time.Duration;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.io.TerminalFacts;
import no.itagenten.fleet.fleetctl.output.Cell;
import no.itagenten.fleet.fleetctl.output.DeviceCells;
import no.itagenten.fleet.fleetctl.output.HeldCells;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.Sheet;
import no.itagenten.fleet.fleetctl.output.Times;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.fleetctl.status.FleetStatus;
import no.itagenten.fleet.fleetctl.status.StatusPrinter;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetctl status}: what is wrong in the fleet, or how one device is. */
@Command
public final class Status extends FleetCommand {

    private static final int ON_ONE_SCREEN = 8;
    private static final int COMMANDS = 500;

    @Parameters(
            arity = "0..1",
            paramLabel = "DEVICE",
            description = "Only this device: id, name, or the beginning of either.")
    private String device;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        if (device == null) {
            fleet(invocation);
        } else {
            one(invocation, DeviceFinder.of(invocation.client()).find(device));
        }
        return ExitCode.DONE;
    }

    private void fleet(Invocation invocation) {
        FleetStatus status = status(invocation);
        if (output.forPrograms()) {
            invocation.printOne(output, Kind.FLEET_STATUS, status);
        } else if (status.total() == 0) {
            invocation.say("There are no devices yet. Make a token for the first: fleetctl enroll create");
        } else {
            boolean terminal = invocation.console().terminal().output();
            invocation.print(printer(invocation).fleet(status, terminal ? ON_ONE_SCREEN : Integer.MAX_VALUE));
        }
    }

    private static FleetStatus status(Invocation invocation) {
        FleetClient client = invocation.client();
        return FleetStatus.of(
                client.devices(),
                client.commands(Optional.empty(), COMMANDS, true),
                client.commands(Optional.empty(), COMMANDS, false),
                invocation.clock().instant());
    }

    private static StatusPrinter printer(Invocation invocation) {
        TerminalFacts terminal = invocation.console().terminal();
        int width = terminal.output() ? terminal.columns().getAsInt() : 0;
        return new StatusPrinter(invocation.clock(), invocation.outPaint(), width);
    }

    private void one(Invocation invocation, DeviceView found) {
        if (output.forPrograms()) {
            invocation.printOne(output, Kind.DEVICE_STATUS, invocation.client().status(found.id()));
            return;
        }
        Sheet sheet = new Sheet()
                .field("Device", DeviceFinder.title(found))
                .field("Status", DeviceCells.status(found.status()))
                .field("Last seen", Cell.of(found.lastSeen().map(invocation.times()::relative)));
        DeviceCells.approval(found).ifPresent(text -> sheet.field("Approval", text));
        sheet.field("Leave alone", new HeldCells(invocation.times()).cell(found))
                .field("Version", Cell.of(found.version()))
                .field("CPU", DeviceCells.percent(found.cpuPercent()))
                .field("Memory", DeviceCells.percent(found.memoryPercent()))
                .field("Disk", DeviceCells.percent(found.diskPercent()))
                .field("Temperature", DeviceCells.temperature(found.temperatureCelsius()))
                .field("Up for", Cell.of(found.uptime().map(seconds -> Times.rough(Duration.ofSeconds(seconds)))));
        found.services()
                .forEach(service -> sheet.field(
                        "Service",
                        new Cell(service.name() + "  " + service.state(), DeviceCells.serviceTone(service.state()))));
        invocation.print(sheet.render(invocation.outPaint()));
        FleetStatus status = status(invocation);
        invocation.print(printer(invocation)
                .device(
                        status.problems().stream()
                                .filter(finding -> finding.deviceId().equals(found.id()))
                                .toList(),
                        status.waiting().stream()
                                .filter(waiting -> waiting.deviceId().equals(found.id()))
                                .toList()));
    }
}
