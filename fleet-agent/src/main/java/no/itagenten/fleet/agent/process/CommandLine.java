package no.itagenten.fleet.agent.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One process to run: an argument list, never a line for a shell.
 *
 * @param environment the whole environment; nothing is inherited
 * @param timeout after which the process and its children are killed
 */
public record CommandLine(List<String> arguments, Path folder, Map<String, String> environment, Duration timeout) {

    public CommandLine {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
    }

    /** The program and its arguments for people, not for a shell. */
    public String display() {
        return String.join(" ", arguments);
    }
}
