package no.itagenten.fleet.agent.handler;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import no.itagenten.fleet.agent.config.ApplicationConfig;
import no.itagenten.fleet.agent.service.ServiceException;
import no.itagenten.fleet.agent.service.ServiceManager;
import no.itagenten.fleet.agent.workspace.Workspace;
import no.itagenten.fleet.agent.workspace.Workspace.Transition;
import no.itagenten.fleet.agent.workspace.WorkspaceException;

/**
 * Makes the code in the checkout the running application: post-update program, restart of the services, and seeing that all is
 * well. The same for the way forward and the way back.
 */
final class Rollout {

    private final ApplicationConfig application;
    private final List<String> serviceNames;
    private final ServiceManager services;
    private final ServiceWatch watch;
    private final HealthCheck health;
    private final Workspace workspace;
    private final Duration verifyTimeout;

    Rollout(
            ApplicationConfig application,
            List<String> serviceNames,
            ServiceManager services,
            ServiceWatch watch,
            HealthCheck health,
            Workspace workspace) {
        this(application, serviceNames, services, watch, health, workspace, application.verifyTimeout());
    }

    private Rollout(
            ApplicationConfig application,
            List<String> serviceNames,
            ServiceManager services,
            ServiceWatch watch,
            HealthCheck health,
            Workspace workspace,
            Duration verifyTimeout) {
        this.application = application;
        this.serviceNames = List.copyOf(serviceNames);
        this.services = services;
        this.watch = watch;
        this.health = health;
        this.workspace = workspace;
        this.verifyTimeout = verifyTimeout;
    }

    /** The same with another time in which all has to be well; empty for the configured one. */
    Rollout within(Optional<Duration> timeout) {
        return new Rollout(
                application,
                serviceNames,
                services,
                watch,
                health,
                workspace,
                timeout.orElse(application.verifyTimeout()));
    }

    /** Where to tell, before it is taken, which step is taken. */
    interface Steps {
        /**
         * @param run names this one run of a post-update program; empty for the other steps
         * @throws StepFailedException if the step must not be taken because it cannot be noted
         */
        void next(RolloutStep step, String run, String message) throws StepFailedException;
    }

    /**
     * Takes the steps from {@code first} on.
     *
     * @throws StepFailedException at the first step that fails; the ones before it have had their effect
     */
    void apply(Transition transition, RolloutStep first, Steps steps) throws StepFailedException, InterruptedException {
        if (first == RolloutStep.POST_UPDATE && !application.postUpdate().isEmpty()) {
            String run = UUID.randomUUID().toString();
            steps.next(
                    RolloutStep.POST_UPDATE,
                    run,
                    "running " + application.postUpdate().get(0));
            postUpdate(transition, run);
        }
        if (first != RolloutStep.HEALTH && !serviceNames.isEmpty()) {
            steps.next(RolloutStep.RESTART, "", "restarting " + String.join(", ", serviceNames));
            restart();
        }
        steps.next(RolloutStep.HEALTH, "", "watching whether all stays well");
        verify();
    }

    private void postUpdate(Transition transition, String run) throws StepFailedException, InterruptedException {
        try {
            workspace.postUpdate(transition, run);
        } catch (WorkspaceException e) {
            throw StepFailedException.of(e);
        }
    }

    private void restart() throws StepFailedException, InterruptedException {
        for (String name : serviceNames) {
            try {
                services.restart(name);
            } catch (ServiceException e) {
                throw StepFailedException.of("restart", e, services.recentOutput(name));
            }
        }
    }

    private void verify() throws StepFailedException, InterruptedException {
        for (String name : serviceNames) {
            try {
                watch.awaitSteady(List.of(name), verifyTimeout);
            } catch (ServiceException e) {
                throw StepFailedException.of("health", e, services.recentOutput(name));
            }
        }
        if (application.healthUrl().isPresent()) {
            health.await(application.healthUrl().get(), verifyTimeout);
        }
    }
}
