package no.itagenten.fleet.fleetctl.command;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import no.itagenten.fleet.fleetctl.client.LogQuery;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.logs.LogFilter;
import no.itagenten.fleet.fleetctl.logs.LogReader;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.Converters;
import no.itagenten.fleet.fleetctl.selection.DeviceSelection;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleetctl logs}: what devices have written. */
@Command
public final class Logs extends FleetCommand {

    private static final int MOST_LINES = 100_000;
    private static final int MOST_FOLLOWED = 100;

    @Mixin
    private DeviceSelection devices;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with new lines as they come, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "The newest N lines of all together (default: 100).")
    private int lines = 100;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Not older than this: 10m, 2h, 2026-11-23, 2026-11-23T19:00.")
    private String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Not newer than this.")
    private String until;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            converter = Converters.OfLogLevel.class,
            description = "This or graver: debug, info, warn, error.")
    private LogLevel level;

    @Option(
            names = "--grep",
            paramLabel = "PATTERN",
            description = "Only lines that hold this regular expression; (?i) before it takes either case.")
    private String grep;

    @Option(names = "--service", paramLabel = "SERVICE", description = "Only what this service wrote.")
    private String service;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        if (lines < 0 || lines > MOST_LINES) {
            throw Problem.usage("--lines must be from 0 to " + MOST_LINES, "For more, ask in parts with --since.");
        }
        if (follow && until != null) {
            throw Problem.usage("--follow and --until exclude each other", "Leave one of them away.");
        }
        LogQuery query = new LogQuery(
                LogQuery.MAX_LIMIT, time(invocation, "--since", since), Optional.ofNullable(level), Optional.empty());
        LogFilter filter = new LogFilter(pattern(), Optional.ofNullable(service), time(invocation, "--until", until));
        List<DeviceView> chosen = devices.choose(invocation);
        LogReader reader = new LogReader(invocation, chosen, filter, output);
        if (!follow) {
            reader.print(query, lines);
        } else if (chosen.size() > MOST_FOLLOWED) {
            throw Problem.usage(
                    chosen.size() + " devices are too many to follow",
                    "Choose at most " + MOST_FOLLOWED + ", such as those of one venue.");
        } else {
            reader.follow(query, lines);
        }
        return ExitCode.DONE;
    }

    private Optional<Pattern> pattern() {
        try {
            return Optional.ofNullable(grep).map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw Problem.usage(
                    "--grep: '" + grep + "' is not a regular expression: " + e.getDescription(),
                    "Put a backslash before a sign that is meant as it is, such as \\( or \\[.");
        }
    }

    private static Optional<Instant> time(Invocation invocation, String option, String text) {
        try {
            return Optional.ofNullable(text).map(word -> invocation.times().parseSince(word));
        } catch (IllegalArgumentException e) {
            throw Problem.usage(option + ": " + e.getMessage(), "Times without a zone are this machine's own.");
        }
    }
}
