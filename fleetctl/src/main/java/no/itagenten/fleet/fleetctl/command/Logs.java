package no.itagenten.fleet.fleetctl.command;

import java.time.Instant;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.client.LogQuery;
import no.itagenten.fleet.fleetctl.follow.LogReader;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.Converters;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetctl logs}: what a device has written. */
@Command
public final class Logs extends FleetCommand {

    private static final int MOST_LINES = 100_000;

    @Parameters(paramLabel = "DEVICE", description = "Id, name, or the beginning of either.")
    private String device;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with new lines as they come, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "The newest N lines (default: 100).")
    private int lines = 100;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Not older than this: 10m, 2h, 2026-11-23, 2026-11-23T19:00.")
    private String since;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            converter = Converters.OfLogLevel.class,
            description = "This or graver: debug, info, warn, error.")
    private LogLevel level;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        if (lines < 0 || lines > MOST_LINES) {
            throw Problem.usage("-n must be from 0 to " + MOST_LINES, "For more, ask in parts with --since.");
        }
        LogQuery query = new LogQuery(
                Math.min(lines, LogQuery.MAX_LIMIT), since(invocation), Optional.ofNullable(level), Optional.empty());
        DeviceView found = DeviceFinder.of(invocation.client()).find(device);
        LogReader reader = new LogReader(invocation, found, output);
        if (follow) {
            reader.follow(query);
        } else {
            reader.print(query, lines);
        }
        return ExitCode.DONE;
    }

    private Optional<Instant> since(Invocation invocation) {
        try {
            return Optional.ofNullable(since).map(text -> invocation.times().parseSince(text));
        } catch (IllegalArgumentException e) {
            throw Problem.usage("--since: " + e.getMessage(), "Times without a zone are this machine's own.");
        }
    }
}
