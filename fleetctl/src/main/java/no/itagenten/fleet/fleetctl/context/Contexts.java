package no.itagenten.fleet.fleetctl.context;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.itagenten.fleet.fleetctl.problem.Problem;

/** All contexts and which one is in use. Immutable; each change gives a new one. */
public record Contexts(Optional<String> current, Map<String, Context> contexts) {

    /** What there is before the first login. */
    public static final Contexts NONE = new Contexts(Optional.empty(), Map.of());

    /** Keeps its own copy. */
    public Contexts {
        contexts = Map.copyOf(contexts);
    }

    /** The context of that name. */
    public Optional<Context> find(String name) {
        return Optional.ofNullable(contexts.get(name));
    }

    /**
     * The context of that name.
     *
     * @throws Problem if there is none
     */
    public Context require(String name) {
        return find(name)
                .orElseThrow(() -> Problem.usage(
                        "there is no context '" + name + "'",
                        contexts.isEmpty()
                                ? "Make one with: fleetctl login --url URL"
                                : "There are: " + String.join(", ", new TreeMap<>(contexts).keySet())));
    }

    /** With this context besides, or instead of the one of that name. */
    public Contexts with(String name, Context context) {
        Map<String, Context> more = new TreeMap<>(contexts);
        more.put(name, context);
        return new Contexts(current, more);
    }

    /** Without that context. */
    public Contexts without(String name) {
        Map<String, Context> fewer = new TreeMap<>(contexts);
        fewer.remove(name);
        return new Contexts(current.filter(other -> !other.equals(name)), fewer);
    }

    /** With that one in use. */
    public Contexts using(String name) {
        return new Contexts(Optional.of(name), contexts);
    }
}
