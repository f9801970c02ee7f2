package no.itagenten.fleet.agent.service;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The environment of the services that the agent runs: a few plain variables, none of the agent's own, and a mark. */
final class ServiceEnvironment {

    private static final String MARKER = "R58_FLEET_SERVICE";

    private final Map<String, String> inherited = new TreeMap<>();
    private final Path stateDir;

    ServiceEnvironment(Map<String, String> agentEnvironment, Path stateDir) {
        this.stateDir = stateDir;
        inherited.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        for (String name : new String[] {"PATH", "HOME", "USER", "LANG", "TZ"}) {
            String value = agentEnvironment.get(name);
            if (value != null) {
                inherited.put(name, value);
            }
        }
    }

    Map<String, String> of(String service) {
        Map<String, String> environment = new TreeMap<>(inherited);
        environment.put(MARKER, mark(service));
        return environment;
    }

    /** The entry by which a process can be known for this service of this agent. */
    String marker(String service) {
        return MARKER + "=" + mark(service);
    }

    private String mark(String service) {
        return stateDir + ":" + service;
    }
}
