package no.itagenten.fleet.fleetctl.io;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The environment variables, and the folders they lead to. Immutable. */
public final class Environment {

    private final Map<String, String> variables;

    /** An environment of exactly these variables. */
    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** The process's own. */
    public static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    /** A variable's value; one that is empty counts as not set. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** {@code $XDG_CONFIG_HOME/r58-fleet}. */
    public Path configDirectory() {
        return directory("XDG_CONFIG_HOME", ".config");
    }

    /** {@code $XDG_STATE_HOME/r58-fleet}. */
    public Path stateDirectory() {
        return directory("XDG_STATE_HOME", ".local/state");
    }

    private Path directory(String variable, String below) {
        // By the XDG rules a relative path is invalid and is passed over.
        return get(variable)
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(get("HOME").orElse("."), below))
                .resolve("r58-fleet");
    }
}
