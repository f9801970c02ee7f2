package no.itagenten.fleet.agent.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The services that the fleet may see and restart: the allow-list.
 *
 * @param names in the order in which they are restarted
 * @param programs how to run each, where the agent supervises them itself; empty under systemd
 * @param settle how long a restarted service must stay up to count as restarted
 * @param keepOnExit whether services supervised by the agent go on running when the agent ends in order
 */
public record ServicesConfig(
        Manager manager, List<String> names, List<ServiceProgram> programs, Duration settle, boolean keepOnExit) {

    /** Who starts and stops the services. */
    public enum Manager {
        SYSTEMD,
        PROCESS
    }

    /**
     * A service that the agent runs itself.
     *
     * @param log where its output is appended; none: it is thrown away
     */
    public record ServiceProgram(String name, List<String> command, Path folder, Optional<Path> log) {
        public ServiceProgram {
            command = List.copyOf(command);
        }
    }

    public ServicesConfig {
        names = List.copyOf(names);
        programs = List.copyOf(programs);
    }
}
