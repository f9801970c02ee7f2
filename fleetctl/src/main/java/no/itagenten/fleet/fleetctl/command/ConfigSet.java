package no.itagenten.fleet.fleetctl.command;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.itagenten.fleet.fleetctl.follow.ConfigFollower;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.invocation.Similar;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.Converters;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
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

    @Parameters(index = "0", paramLabel = "DEVICE", description = "Id, name, or the beginning of either.")
    private String device;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "KEY=VALUE",
            description = "A key and its new value; KEY= goes back to the device's default.")
    private List<String> settings;

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
        Map<String, String> changes = changes();
        DeviceView found = DeviceFinder.of(invocation.client()).find(device);
        ConfigView stored = invocation.client().configure(found.id(), changes);
        if (async) {
            print(invocation, stored);
            return ExitCode.DONE;
        }
        ConfigFollower follower = new ConfigFollower(invocation, found, changes.keySet());
        ConfigFollower.Outcome outcome = follower.follow(stored, timeout);
        print(invocation, outcome.config());
        return outcome.code();
    }

    private void print(Invocation invocation, ConfigView config) {
        if (output.json()) {
            invocation.printJson(config);
        }
    }

    private Map<String, String> changes() {
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
