package no.itagenten.fleet.agent.handler;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.service.ServiceException;
import no.itagenten.fleet.agent.service.ServiceManager;
import no.itagenten.fleet.agent.service.ServiceState;

/** Watches whether services come up and stay up. */
final class ServiceWatch {

    private static final long POLL_MILLIS = 250;

    /** A service that is started this often while it is watched is in a crash loop. */
    private static final int MAX_RUNS = 3;

    private final ServiceManager services;
    private final Duration settle;
    private final LongSupplier nanoTime;

    ServiceWatch(ServiceManager services, Duration settle, LongSupplier nanoTime) {
        this.services = services;
        this.settle = settle;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns when all of them have been active, each in one and the same run, for the settle time.
     *
     * @param within how long they may take to get there
     * @throws ServiceException if one of them does not; the message names it and its state
     */
    void awaitSteady(List<String> names, Duration within) throws ServiceException, InterruptedException {
        if (names.isEmpty()) {
            return;
        }
        long deadline = nanoTime.getAsLong() + within.plus(settle).toNanos();
        Map<String, Integer> runs = new HashMap<>();
        Map<String, String> lastRun = new HashMap<>();
        long steadySince = nanoTime.getAsLong();
        Cancellation pause = new Cancellation();
        while (true) {
            List<ServiceState> states = services.states(names);
            boolean steady = true;
            for (ServiceState state : states) {
                if (!state.isActive() && !state.isChanging()) {
                    throw new ServiceException("service " + state.name() + " is " + state.describe());
                }
                String run = state.run().orElse("");
                boolean sameRun = run.equals(lastRun.put(state.name(), run));
                if (!sameRun && !run.isEmpty() && runs.merge(state.name(), 1, Integer::sum) >= MAX_RUNS) {
                    throw new ServiceException("service " + state.name() + " ends again and again");
                }
                steady &= state.isActive() && sameRun;
            }
            long now = nanoTime.getAsLong();
            if (!steady) {
                steadySince = now;
            } else if (now - steadySince >= settle.toNanos()) {
                return;
            }
            if (now - deadline >= 0) {
                throw new ServiceException(unsteady(states));
            }
            pause.await(POLL_MILLIS);
        }
    }

    private static String unsteady(List<ServiceState> states) {
        return states.stream()
                .filter(state -> !state.isActive())
                .findFirst()
                .map(state -> "service " + state.name() + " is still " + state.describe())
                .orElse("the services did not stay up");
    }
}
