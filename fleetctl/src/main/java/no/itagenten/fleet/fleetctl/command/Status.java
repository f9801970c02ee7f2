package no.itagenten.fleet.fleetctl.command;

import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.io.TerminalFacts;
import no.itagenten.fleet.fleetctl.output.DevicePrinter;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.fleetctl.status.Finding;
import no.itagenten.fleet.fleetctl.status.FleetStatus;
import no.itagenten.fleet.fleetctl.status.StatusPrinter;
import no.itagenten.fleet.fleetctl.status.Waiting;
import no.itagenten.fleet.fleetctl.watch.TextContent;
import no.itagenten.fleet.fleetctl.watch.TextContent.Reading;
import no.itagenten.fleet.fleetctl.watch.WatchOption;
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

    @Mixin
    private WatchOption watch;

    private boolean begun;

    @Override
    public ExitCode run(Invocation invocation) {
        if (watch.given()) {
            TextContent content = new TextContent(invocation, () -> read(invocation));
            return watch.run(invocation, content, !output.forPrograms(), "device", "device_removed", "command");
        }
        if (output.forPrograms()) {
            Document document = document(invocation);
            invocation.printOne(output, document.kind(), document.thing());
        } else {
            invocation.print(read(invocation).text().get());
        }
        return ExitCode.DONE;
    }

    /** What programs get. */
    private record Document(Kind kind, Object thing) {}

    private Document document(Invocation invocation) {
        if (device == null) {
            return new Document(Kind.FLEET_STATUS, status(invocation));
        }
        DeviceView found = DeviceFinder.of(invocation.client()).find(device);
        return new Document(Kind.DEVICE_STATUS, invocation.client().status(found.id()));
    }

    private Reading read(Invocation invocation) {
        if (output.forPrograms()) {
            Document document = document(invocation);
            return new Reading(document.thing(), () -> next(document));
        }
        FleetStatus status = status(invocation);
        if (device == null) {
            return new Reading(status, () -> fleet(invocation, status));
        }
        DeviceView found = DeviceFinder.of(invocation.client()).find(device);
        List<Finding> problems = status.problems().stream()
                .filter(finding -> finding.deviceId().equals(found.id()))
                .toList();
        List<Waiting> waiting = status.waiting().stream()
                .filter(one -> one.deviceId().equals(found.id()))
                .toList();
        return new Reading(
                List.of(found, problems, waiting),
                () -> new DevicePrinter(invocation.times()).summary(found).render(invocation.outPaint())
                        + printer(invocation).device(problems, waiting));
    }

    private String next(Document document) {
        boolean titles = !begun;
        begun = true;
        return output.format().renderNext(document.kind(), document.thing(), titles);
    }

    private static String fleet(Invocation invocation, FleetStatus status) {
        if (status.total() == 0) {
            invocation.say("There are no devices yet. Make a token for the first: fleetctl enroll create");
            return "";
        }
        boolean terminal = invocation.console().terminal().output();
        return printer(invocation).fleet(status, terminal ? ON_ONE_SCREEN : Integer.MAX_VALUE);
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
        return new StatusPrinter(invocation.clock(), invocation.times(), invocation.outPaint(), width);
    }
}
