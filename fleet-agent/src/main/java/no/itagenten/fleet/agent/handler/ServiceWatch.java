package no.itagenten.fleet.agent.handler;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.service.ServiceException;
import no.itagenten.fleet.agent.service.ServiceManager;
import no.itagenten.fleet.agent.service.ServiceState;

/** Watches whether services come up and stay up. */
final class ServiceWatch {

    private static final long POLL_MILLIS = 250;

    /** A service that ends by itself this often while it is watched will not stay up. */
    private static final int CRASH_LOOP = 2;

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
        long steadySince = nanoTime.getAsLong();
        List<ServiceState> first = services.states(names);
        List<ServiceState> before = first;
        Cancellation pause = new Cancellation();
        while (true) {
            List<ServiceState> states = services.states(names);
            requireHope(states, first);
            long now = nanoTime.getAsLong();
            if (!isSteady(states, before)) {
                steadySince = now;
            } else if (now - steadySince >= settle.toNanos()) {
                return;
            }
            if (now - deadline >= 0) {
                throw new ServiceException(unsteady(states));
            }
            before = states;
            pause.await(POLL_MILLIS);
        }
    }

    /**
     * Returns when it has not run, nor been about to, for the settle time.
     *
     * @param within how long it may take to end
     * @throws ServiceException if it goes on, or is started again by somebody; the message names it and its state
     */
    void awaitStopped(String name, Duration within) throws ServiceException, InterruptedException {
        long begun = nanoTime.getAsLong();
        long stoppedSince = begun;
        Cancellation pause = new Cancellation();
        while (true) {
            ServiceState state = services.state(name);
            long now = nanoTime.getAsLong();
            if (state.isActive() || state.isChanging()) {
                stoppedSince = now;
            } else if (now - stoppedSince >= settle.toNanos()) {
                return;
            }
            if (now - begun >= within.plus(settle).toNanos()) {
                throw new ServiceException("service " + name + " is still " + state.describe());
            }
            pause.await(POLL_MILLIS);
        }
    }

    private static void requireHope(List<ServiceState> states, List<ServiceState> first) throws ServiceException {
        for (int i = 0; i < states.size(); i++) {
            ServiceState state = states.get(i);
            if (!state.isActive() && !state.isChanging()) {
                throw new ServiceException("service " + state.name() + " is " + state.describe());
            }
            if (state.restarts() - first.get(i).restarts() >= CRASH_LOOP) {
                throw new ServiceException("service " + state.name() + " ends again and again after it is started");
            }
        }
    }

    private static boolean isSteady(List<ServiceState> states, List<ServiceState> before) {
        for (int i = 0; i < states.size(); i++) {
            if (!states.get(i).isActive()
                    || !states.get(i).run().equals(before.get(i).run())) {
                return false;
            }
        }
        return true;
    }

    private static String unsteady(List<ServiceState> states) {
        return states.stream()
                .filter(state -> !state.isActive())
                .findFirst()
                .map(state -> "service " + state.name() + " is still " + state.describe())
                .orElse("the services did not stay up");
    }
}
