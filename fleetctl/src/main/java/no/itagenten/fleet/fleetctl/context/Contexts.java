package no.itagenten.fleet.fleetctl.context;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.Text;

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
                        "there is no context '" + Text.excerpt(name, 64) + "'",
                        contexts.isEmpty()
                                ? "Make one with: fleetctl login --url URL"
                                : "There are: " + String.join(", ", new TreeMap<>(contexts).keySet())));
    }

    /**
     * A name as it may be given to a context, so that it is safe in a file's name and in a prompt.
     *
     * @throws Problem of kind USAGE if it is none
     */
    public static String requireName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")) {
            throw Problem.usage(
                    "'" + Text.excerpt(name, 64) + "' cannot be the name of a context",
                    "Use letters, digits, '.', '_', ':' and '-', at most 64.");
        }
        return name;
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

    /**
     * With another name for a context, which stays in use if it was.
     *
     * @throws Problem of kind USAGE if there is no such context, or one of the new name
     */
    public Contexts renamed(String from, String to) {
        Context context = require(from);
        if (find(to).isPresent()) {
            throw Problem.usage("there is a context '" + to + "' already", "Take another name, or remove it first.");
        }
        Contexts changed = without(from).with(to, context);
        return current.equals(Optional.of(from)) ? changed.using(to) : changed;
    }

    /** With that one in use. */
    public Contexts using(String name) {
        return new Contexts(Optional.of(name), contexts);
    }
}
