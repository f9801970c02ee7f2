package no.itagenten.fleet.agent.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what {@code systemctl show} prints: blocks of {@code Name=value}, one for each unit in the order asked for. */
final class SystemdProperties {

    private SystemdProperties() {}

    static List<ServiceState> parse(List<String> names, String output) throws ServiceException {
        String[] blocks = output.strip().split("\n\\s*\n", -1);
        if (blocks.length != names.size()) {
            throw new ServiceException(
                    "systemctl show answered for " + blocks.length + " units instead of " + names.size());
        }
        List<ServiceState> states = new ArrayList<>();
        for (int i = 0; i < blocks.length; i++) {
            states.add(state(names.get(i), properties(blocks[i])));
        }
        return List.copyOf(states);
    }

    private static ServiceState state(String name, Map<String, String> properties) {
        Optional<Long> pid = text(properties, "MainPID")
                .filter(value -> value.matches("[1-9][0-9]{0,9}"))
                .map(Long::valueOf);
        return new ServiceState(
                name,
                text(properties, "ActiveState").orElse("unknown"),
                text(properties, "SubState").orElse(""),
                text(properties, "InvocationID"),
                pid,
                text(properties, "NRestarts")
                        .filter(value -> value.matches("[0-9]{1,18}"))
                        .map(Long::parseLong)
                        .orElse(0L),
                text(properties, "StateChangeTimestamp"));
    }

    private static Optional<String> text(Map<String, String> properties, String key) {
        return Optional.ofNullable(properties.get(key)).filter(value -> !value.isEmpty());
    }

    private static Map<String, String> properties(String block) {
        Map<String, String> properties = new HashMap<>();
        for (String line : block.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                properties.put(
                        line.substring(0, equals), line.substring(equals + 1).strip());
            }
        }
        return properties;
    }
}
