package no.itagenten.fleet.agent.handler;

import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import no.itagenten.fleet.agent.config.ApplicationConfig;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.service.ServiceException;
import no.itagenten.fleet.agent.service.ServiceManager;
import no.itagenten.fleet.agent.service.ServiceState;
import no.itagenten.fleet.agent.workspace.Workspace;
import no.itagenten.fleet.agent.workspace.Workspace.Transition;
import no.itagenten.fleet.agent.workspace.WorkspaceException;

/** Sees after a restart whether the application is well: its services stay up, its health program and URL say so. */
final class WellBeing {

    private static final long POLL_MILLIS = 1000;
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final ApplicationConfig application;
    private final List<String> names;
    private final ServiceManager services;
    private final HealthCheck health;
    private final Workspace workspace;
    private final LongSupplier nanoTime;

    /** @param names of the services that have to be up */
    WellBeing(
            ApplicationConfig application,
            List<String> names,
            ServiceManager services,
            Workspace workspace,
            LongSupplier nanoTime) {
        this.application = application;
        this.names = List.copyOf(names);
        this.services = services;
        this.health = new HealthCheck(nanoTime);
        this.workspace = workspace;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns the services' states when all is well.
     *
     * @throws StepFailedException if that is not so within the time; with what the service or the program wrote
     */
    List<ServiceState> await(Transition transition, Duration within) throws StepFailedException, InterruptedException {
        long deadline = nanoTime.getAsLong() + within.toNanos();
        List<ServiceState> states = awaitServices(within);
        Optional<URI> url = application.healthUrl();
        if (url.isPresent()) {
            health.await(url.get(), left(deadline));
        }
        awaitProgram(transition, within, deadline);
        return states;
    }

    /** @throws StepFailedException if one of them has ended since, although another run of it may have begun */
    void requireSame(List<ServiceState> before) throws StepFailedException, InterruptedException {
        if (names.isEmpty()) {
            return;
        }
        try {
            List<ServiceState> now = services.states(names);
            for (int i = 0; i < now.size(); i++) {
                ServiceState state = now.get(i);
                if (!state.isActive() || !state.run().equals(before.get(i).run())) {
                    throw new StepFailedException(
                            "health",
                            "service " + state.name() + " did not stay up: it is " + state.describe(),
                            null,
                            services.recentOutput(state.name()));
                }
            }
        } catch (ServiceException e) {
            throw StepFailedException.of("health", e, "");
        }
    }

    private List<ServiceState> awaitServices(Duration within) throws StepFailedException, InterruptedException {
        try {
            Duration settle = settle(within);
            new ServiceWatch(services, settle, nanoTime).awaitSteady(names, within.minus(settle));
            return names.isEmpty() ? List.of() : services.states(names);
        } catch (ServiceException e) {
            throw StepFailedException.of("health", e, output());
        }
    }

    /** In a short time the services must be able to start and to settle. */
    private Duration settle(Duration within) {
        Duration half = within.dividedBy(2);
        return application.settle().compareTo(half) < 0 ? application.settle() : half;
    }

    /** The services' states, for people: {@code app is active, web is failed}. */
    String describe() throws InterruptedException {
        if (names.isEmpty()) {
            return "no services";
        }
        try {
            return String.join(
                    ", ",
                    services.states(names).stream()
                            .map(state -> state.name() + " is " + state.describe())
                            .toList());
        } catch (ServiceException e) {
            return "the services' states are unknown";
        }
    }

    /** Of the one that is to blame: one that is not up, else the one that was started again most often. */
    private String output() throws InterruptedException {
        try {
            Optional<ServiceState> worst = services.states(names).stream()
                    .max(Comparator.comparing((ServiceState state) -> !state.isActive())
                            .thenComparing(ServiceState::restarts));
            return worst.isPresent() ? services.recentOutput(worst.get().name()) : "";
        } catch (ServiceException e) {
            return "";
        }
    }

    private void awaitProgram(Transition transition, Duration within, long deadline)
            throws StepFailedException, InterruptedException {
        Cancellation pause = new Cancellation();
        while (true) {
            try {
                Duration left = left(deadline);
                Duration most = ApplicationConfig.HEALTH_COMMAND_TIMEOUT;
                workspace.checkHealth(transition, left.compareTo(most) < 0 ? left : most);
                return;
            } catch (WorkspaceException e) {
                if (nanoTime.getAsLong() - deadline + LEAST.toNanos() >= 0) {
                    throw new StepFailedException(
                            "health",
                            e.getMessage() + " and did not say that all is well within " + within.toSeconds() + " s",
                            e.exitCode().orElse(null),
                            e.output().orElse(null));
                }
            }
            pause.await(POLL_MILLIS);
        }
    }

    private Duration left(long deadline) {
        Duration left = Duration.ofNanos(deadline - nanoTime.getAsLong());
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }
}
