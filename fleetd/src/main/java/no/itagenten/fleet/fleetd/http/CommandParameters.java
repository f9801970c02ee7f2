package no.itagenten.fleet.fleetd.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.itagenten.fleet.protocol.CommandTerms;
import no.itagenten.fleet.protocol.Risk;

/** What a request asks for beside the command itself, by name, as it is kept with the command. What was not asked for is absent. */
final class CommandParameters {

    private final Map<String, String> values = new TreeMap<>();

    CommandParameters put(String name, Optional<?> value) {
        value.ifPresent(present -> values.put(name, present.toString()));
        return this;
    }

    /** Only what is asked for: false is as good as nothing. */
    CommandParameters flag(String name, Optional<Boolean> value) {
        return put(name, value.filter(asked -> asked));
    }

    /** @throws IllegalArgumentException if a term is out of its bounds */
    CommandParameters terms(Optional<Long> deadlineSeconds, Optional<List<Risk>> acceptRisk) {
        deadlineSeconds.map(Duration::ofSeconds).ifPresent(CommandTerms::requireDeadline);
        Optional<String> risks = acceptRisk
                .filter(list -> !list.isEmpty())
                .map(list -> String.join(
                        ",",
                        list.stream().map(Risk::wireName).distinct().sorted().toList()));
        return put("deadline_seconds", deadlineSeconds).put("accept_risk", risks);
    }

    Map<String, String> asMap() {
        return Map.copyOf(values);
    }
}
