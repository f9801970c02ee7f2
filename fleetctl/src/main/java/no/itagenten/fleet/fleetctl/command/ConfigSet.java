package no.itagenten.fleet.fleetctl.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.itagenten.fleet.fleetctl.follow.ConfigFollower;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.invocation.Similar;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.Confirmation;
import no.itagenten.fleet.fleetctl.selection.Converters;
import no.itagenten.fleet.fleetctl.selection.DryRun;
import no.itagenten.fleet.fleetctl.selection.SelectionOptions;
import no.itagenten.fleet.protocol.ConfigKey;
import no.itagenten.fleet.protocol.rest.ConfigView;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetctl config set}: changes a device's configuration and waits until the device has taken it. */
@Command
public final class ConfigSet extends FleetCommand {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DEVICE",
            description = "Ids, names, the beginning of either, or patterns; left out where options select devices.")
    private String device;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "KEY=VALUE",
            description = "A key and its new value; KEY= goes back to the device's default.")
    private List<String> more = List.of();

    @Mixin
    private SelectionOptions selection;

    @Mixin
    private Confirmation confirmation;

    @Mixin
    private DryRun dryRun;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "10m",
            converter = Converters.OfDuration.class,
            description = "Wait at most so long, such as 30s, 5m, 1h (default: 10m).")
    private Duration timeout;

    @Option(names = "--async", description = "Do not wait until the device has taken it.")
    private boolean async;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        List<String> words = new ArrayList<>(more);
        Optional.ofNullable(device).ifPresent(first -> words.add(0, first));
        // Names of devices come first; from the first KEY=VALUE on all are settings.
        int names =
                (int) words.stream().takeWhile(word -> word.indexOf('=') < 0).count();
        Map<String, String> changes = changes(words.subList(names, words.size()));
        List<DeviceView> found = selection.choose(invocation, words.subList(0, names));
        if (dryRun.tells(invocation, "Configure", found)) {
            return ExitCode.DONE;
        }
        confirmation.requireForSeveral(invocation, "Configure", found, selection.all());
        List<ConfigView> configs = new ArrayList<>();
        for (DeviceView each : found) {
            configs.add(invocation.client().configure(each.id(), changes));
        }
        ExitCode code = async ? ExitCode.DONE : follow(invocation, found, configs, changes.keySet());
        if (output.forPrograms()) {
            invocation.printMany(output, Kind.CONFIG, configs);
        }
        return code;
    }

    /** Waits for one after the other, which takes no longer than the slowest; what they report takes the place of what was stored. */
    private ExitCode follow(
            Invocation invocation, List<DeviceView> devices, List<ConfigView> configs, Set<String> keys) {
        Instant end = invocation.clock().instant().plus(timeout);
        List<ExitCode> codes = new ArrayList<>();
        for (int i = 0; i < devices.size(); i++) {
            Duration left = Duration.between(invocation.clock().instant(), end);
            ConfigFollower.Outcome outcome = new ConfigFollower(invocation, devices.get(i), keys)
                    .follow(configs.get(i), left.isNegative() ? Duration.ZERO : left);
            configs.set(i, outcome.config());
            codes.add(outcome.code());
        }
        return ExitCode.worst(codes);
    }

    private Map<String, String> changes(List<String> settings) {
        if (settings.isEmpty() && !more.isEmpty()) {
            throw Problem.usage(
                    "'" + more.get(more.size() - 1) + "' is not KEY=VALUE",
                    "For example: log_level=debug, or log_level= for the default.");
        }
        if (settings.isEmpty()) {
            throw Problem.usage("KEY=VALUE is missing", "For example: fleetctl config set kirke-1 log_level=debug");
        }
        Map<String, String> changes = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals <= 0) {
                throw Problem.usage(
                        "'" + setting + "' is not KEY=VALUE",
                        "For example: log_level=debug, or log_level= for the default.");
            }
            String key = setting.substring(0, equals);
            String value = setting.substring(equals + 1);
            if (changes.containsKey(key)) {
                throw Problem.usage(key + " is set twice", "Say each key once.");
            }
            changes.put(key, value.isBlank() ? null : checked(key, value));
        }
        if (changes.keySet().stream().anyMatch(key -> ConfigKey.of(key).isEmpty())) {
            throw unknownKey(changes.keySet());
        }
        return changes;
    }

    private static String checked(String key, String value) {
        try {
            return ConfigKey.of(key).map(known -> known.parse(value)).orElse(value);
        } catch (IllegalArgumentException e) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    e.getMessage(),
                    key + ": " + ConfigKey.of(key).orElseThrow().description(),
                    e);
        }
    }

    private static Problem unknownKey(Set<String> keys) {
        String unknown = keys.stream()
                .filter(key -> ConfigKey.of(key).isEmpty())
                .findFirst()
                .orElseThrow();
        List<String> known = List.of(ConfigKey.names().split(", ", -1));
        return Problem.usage(
                "there is no configuration key '" + unknown + "'",
                Similar.question(unknown, known, "There are: " + ConfigKey.names()));
    }
}
