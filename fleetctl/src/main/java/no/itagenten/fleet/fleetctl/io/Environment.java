package no.itagenten.fleet.fleetctl.io;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The environment variables, and the folders they lead to. Immutable. */
public final class Environment {

    private final Map<String, String> variables;

    /** An environment of exactly these variables. */
    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** The process's own. Where there is no {@code HOME}, as under some services, the home folder is that of the user database. */
    public static Environment ofProcess() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        String home = System.getProperty("user.home", "");
        if (variables.getOrDefault("HOME", "").isEmpty() && home.startsWith("/")) {
            variables.put("HOME", home);
        }
        return new Environment(variables);
    }

    /** A variable's value; one that is empty counts as not set. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** {@code $XDG_CONFIG_HOME/r58-fleet}; empty where there is neither that nor a home. */
    public Optional<Path> configDirectory() {
        return directory("XDG_CONFIG_HOME", ".config");
    }

    /** {@code $XDG_STATE_HOME/r58-fleet}. */
    public Path stateDirectory() {
        return directory("XDG_STATE_HOME", ".local/state").orElseGet(() -> Path.of("/nonexistent", "r58-fleet"));
    }

    private Optional<Path> directory(String variable, String below) {
        // By the XDG rules a relative path is invalid and is passed over.
        return path(variable)
                .or(() -> path("HOME").map(home -> home.resolve(below)))
                .map(folder -> folder.resolve("r58-fleet"));
    }

    private Optional<Path> path(String variable) {
        try {
            return get(variable).map(Path::of).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
