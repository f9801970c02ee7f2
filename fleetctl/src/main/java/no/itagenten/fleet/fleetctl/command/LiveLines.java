package no.itagenten.fleet.fleetctl.command;

import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.document.LiveValue;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.output.CommandPrinter;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.protocol.ServiceStatus;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** The answers of {@code fleetctl __complete}: lines of a value, a tab and what it means. */
final class LiveLines {

    private static final int COMMANDS = 30;

    private final Invocation invocation;

    LiveLines(Invocation invocation) {
        this.invocation = invocation;
    }

    /**
     * All values of that kind.
     *
     * @throws no.itagenten.fleet.fleetctl.problem.Problem if they are not to be had
     */
    String of(LiveValue kind) {
        Stream<String> lines = switch (kind) {
            case DEVICES -> devices(LiveLines::device);
            case SELECTORS -> names(devices(LiveLines::selectors));
            case VENUES -> names(devices(device -> device.venue().stream()));
            case TAGS -> names(devices(device -> device.tags().stream()));
            case SERVICES -> names(devices(device -> device.services().stream().map(ServiceStatus::name)));
            case BRANCHES -> names(updates("branch"));
            case COMMITS -> names(Stream.concat(updates("commit"), devices(device -> device.version().stream())));
            case CONTEXTS -> names(contexts());
            case COMMANDS -> commands().map(LiveLines::command);
            case USERS -> server().users().stream().map(user -> line(user.name(), user.role()));
            case TOKENS ->
                server().accessTokens().stream()
                        .filter(token -> token.revokedAt().isEmpty())
                        .map(token -> line(token.id(), token.name() + ", " + token.role()));
            case ENROLLMENTS ->
                server().enrollmentTokens().stream()
                        .filter(token -> token.revokedAt().isEmpty())
                        .map(token -> line(token.id(), token.name()));
            case RELEASES -> server().agentReleases().stream().map(release -> line(release.version(), ""));
        };
        return String.join("", lines.toList());
    }

    /** Without the warnings that a command may begin with. */
    private FleetClient server() {
        return invocation.clientOf(invocation.target());
    }

    private Stream<String> contexts() {
        return invocation.contextFile().read().contexts().keySet().stream();
    }

    private Stream<String> devices(Function<DeviceView, Stream<String>> values) {
        return server().devices().stream().flatMap(values);
    }

    private Stream<CommandView> commands() {
        return server().commands(Optional.empty(), COMMANDS, false).stream();
    }

    private Stream<String> updates(String parameter) {
        return commands()
                .flatMap(command -> Optional.ofNullable(command.parameters().get(parameter)).stream());
    }

    /** By its id, and by its name where it has one. */
    private static Stream<String> device(DeviceView device) {
        String id = device.id().value();
        String meaning = device.status().name().toLowerCase(Locale.ROOT)
                + device.venue().map(venue -> ", " + venue).orElse("");
        return device.name().equals(id)
                ? Stream.of(line(id, meaning))
                : Stream.of(line(id, device.name() + ", " + meaning), line(device.name(), id + ", " + meaning));
    }

    private static Stream<String> selectors(DeviceView device) {
        return Stream.concat(
                device.venue().stream().map(venue -> "venue=" + quoted(venue)),
                device.tags().stream().map(tag -> "tag=" + quoted(tag)));
    }

    /** As a selector takes it. */
    private static String quoted(String value) {
        return value.matches("[\\w.:@/ -]+") ? value : "'" + value + "'";
    }

    private static String command(CommandView command) {
        String state = CommandPrinter.name(command.state());
        return line(command.id().value(), command.deviceId() + " " + CommandPrinter.what(command) + " " + state);
    }

    private static Stream<String> names(Stream<String> names) {
        return new TreeSet<>(names.toList()).stream().map(name -> line(name, ""));
    }

    /** A value that is not as it looks on a terminal cannot be typed, and one like an option would be one: they are left out. */
    private static String line(String value, String meaning) {
        String shown = Sanitizer.line(value);
        return shown.equals(value) && !value.isEmpty() && !value.startsWith("-")
                ? value + "\t" + Sanitizer.line(meaning) + "\n"
                : "";
    }
}
