package no.itagenten.fleet.agent.handler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import no.itagenten.fleet.agent.service.ServiceException;
import no.itagenten.fleet.agent.service.ServiceManager;
import no.itagenten.fleet.agent.service.ServiceState;

/** Services that do what a test tells them; each restart is a new run. */
final class FakeServices implements ServiceManager {

    final List<String> restarted = new ArrayList<>();
    final List<String> started = new ArrayList<>();
    final List<String> stopped = new ArrayList<>();
    String afterStart = "active";
    String afterStop = "inactive";
    private final Map<String, Integer> runs = new HashMap<>();
    private final Map<String, String> states = new HashMap<>();
    private Optional<Behaviour> onRestart = Optional.empty();

    private Optional<Consumer<String>> onLook = Optional.empty();

    /** What happens whenever somebody is about to look at a service. */
    void onLook(Consumer<String> event) {
        onLook = Optional.of(event);
    }

    /** What a restart does besides. */
    interface Behaviour {
        void restart(String name) throws ServiceException;
    }

    void onRestart(Behaviour behaviour) {
        onRestart = Optional.of(behaviour);
    }

    void is(String name, String active) {
        states.put(name, active);
    }

    String run(String name) {
        return "run-" + runs.getOrDefault(name, 0);
    }

    @Override
    public synchronized List<ServiceState> states(List<String> names) {
        onLook.ifPresent(names::forEach);
        return names.stream()
                .map(name -> new ServiceState(
                        name, states.getOrDefault(name, "active"), "fake", Optional.of(run(name)), Optional.of(42L), 0))
                .toList();
    }

    @Override
    public synchronized void restart(String name) throws ServiceException {
        restarted.add(name);
        runs.merge(name, 1, Integer::sum);
        if (onRestart.isPresent()) {
            onRestart.get().restart(name);
        }
    }

    @Override
    public synchronized void start(String name) {
        started.add(name);
        runs.merge(name, 1, Integer::sum);
        states.put(name, afterStart);
    }

    @Override
    public synchronized void stop(String name) {
        stopped.add(name);
        states.put(name, afterStop);
    }

    @Override
    public String recentOutput(String name) {
        return "the last words of " + name;
    }

    @Override
    public void close() {}
}
