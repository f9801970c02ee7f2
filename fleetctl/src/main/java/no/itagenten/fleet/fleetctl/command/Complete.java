package no.itagenten.fleet.fleetctl.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.output.CommandPrinter;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.ServiceStatus;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code fleetctl __complete}: what the completion scripts ask for while somebody types; in no list of commands. One line for each
 * value: the value, a tab, what it means. Says nothing at all when something is wrong, or when the server takes its time.
 */
@Command
public final class Complete extends FleetCommand {

    /** Whoever presses a key waits no longer. */
    private static final long PATIENCE_MILLIS = 2_000;

    private static final int COMMANDS = 30;

    @Parameters(paramLabel = "KIND", description = "devices, venues, tags, services, contexts or commands.")
    private String kind;

    @Override
    public ExitCode run(Invocation invocation) {
        Thread asking = new Thread(() -> answer(invocation), "completion");
        asking.setDaemon(true);
        asking.start();
        try {
            asking.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.DONE;
    }

    private void answer(Invocation invocation) {
        try {
            invocation.print(String.join("", lines(invocation)));
        } catch (Problem e) {
            // Whoever types a command line wants no message in the middle of it.
        }
    }

    private List<String> lines(Invocation invocation) {
        return switch (kind) {
            case "contexts" ->
                new TreeSet<>(invocation.contextFile().read().contexts().keySet())
                        .stream().map(name -> line(name, "")).toList();
            case "commands" ->
                invocation.client().commands(Optional.empty(), COMMANDS, false).stream()
                        .map(Complete::command)
                        .toList();
            case "devices" ->
                invocation.client().devices().stream().flatMap(Complete::device).toList();
            case "venues" -> names(invocation.client().devices().stream().flatMap(device -> device.venue().stream()));
            case "tags" -> names(invocation.client().devices().stream().flatMap(device -> device.tags().stream()));
            case "services" ->
                names(invocation.client().devices().stream()
                        .flatMap(device -> device.services().stream())
                        .map(ServiceStatus::name));
            default -> List.of();
        };
    }

    /** By its id, and by its name where it has one. */
    private static Stream<String> device(DeviceView device) {
        String id = device.id().value();
        String status = device.status().toString().toLowerCase(Locale.ROOT);
        String meaning = status + device.venue().map(venue -> ", " + venue).orElse("");
        return device.name().equals(id)
                ? Stream.of(line(id, meaning))
                : Stream.of(line(id, device.name() + ", " + meaning), line(device.name(), meaning));
    }

    private static String command(CommandView command) {
        String state = CommandPrinter.state(command.state()).text();
        return line(command.id().value(), command.deviceId() + " " + CommandPrinter.what(command) + " " + state);
    }

    private static List<String> names(Stream<String> names) {
        return names.sorted().distinct().map(name -> line(name, "")).toList();
    }

    /** A value that is not as it looks on a terminal cannot be typed, and is left out. */
    private static String line(String value, String meaning) {
        String shown = Sanitizer.line(value);
        return shown.equals(value) && !value.isEmpty() ? value + "\t" + Sanitizer.line(meaning) + "\n" : "";
    }
}
