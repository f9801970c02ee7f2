package no.itagenten.fleet.fleetctl.command;

import java.time.Duration;
import no.itagenten.fleet.fleetctl.client.EventFeed;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.client.ServerEvent;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.EventPrinter;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetctl events}: everything that changes, as it happens, until Ctrl-C. */
@Command
public final class Events extends FleetCommand {

    private static final Duration POLL = Duration.ofSeconds(30);

    @Mixin
    private OutputOption output;

    private boolean first = true;

    @Override
    public ExitCode run(Invocation invocation) {
        FleetClient client = invocation.client();
        EventPrinter printer = new EventPrinter(invocation.times(), invocation.outPaint());
        boolean connected = false;
        boolean told = false;
        try (EventFeed feed = client.events()) {
            while (true) {
                EventFeed.Item item = feed.poll(POLL).orElse(null);
                if (item instanceof EventFeed.Event event) {
                    print(invocation, printer, event.event());
                } else if (item instanceof EventFeed.Connected) {
                    connected = true;
                    told = false;
                } else if (item instanceof EventFeed.Lost lost) {
                    if (!connected) {
                        throw lost.problem();
                    }
                    if (!told) {
                        invocation.say("The connection is lost ("
                                + Sanitizer.line(lost.problem().getMessage()) + "); trying again.");
                        told = true;
                    }
                } else if (item instanceof EventFeed.Ended ended) {
                    throw ended.problem();
                }
            }
        }
    }

    private void print(Invocation invocation, EventPrinter printer, ServerEvent event) {
        if (output.forPrograms()) {
            invocation.printNext(output, Kind.EVENT, printer.item(event), first);
            first = false;
            return;
        }
        FleetClient client = invocation.client();
        switch (event.type()) {
            case "device" ->
                client.decodeIfKnown(event, DeviceView.class)
                        .ifPresent(device -> invocation.print(printer.device(device)));
            case "command" ->
                client.decodeIfKnown(event, CommandView.class)
                        .ifPresent(command -> invocation.print(printer.command(command)));
            case "device_removed" ->
                invocation.print(printer.removed(client.decode(event, no.itagenten.fleet.protocol.rest.Removed.class)
                        .id()));
            case "reset" -> invocation.say("The server could not go on where it was: something may be missing here.");
            default -> {} // 'ready', or something of a newer server
        }
    }
}
