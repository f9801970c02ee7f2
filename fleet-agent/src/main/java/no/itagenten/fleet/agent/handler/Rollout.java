package no.itagenten.fleet.agent.handler;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import no.itagenten.fleet.agent.config.ApplicationConfig;
import no.itagenten.fleet.agent.handler.ReachCheck.Reached;
import no.itagenten.fleet.agent.service.ServiceException;
import no.itagenten.fleet.agent.service.ServiceManager;
import no.itagenten.fleet.agent.service.ServiceState;
import no.itagenten.fleet.agent.workspace.Workspace;
import no.itagenten.fleet.agent.workspace.Workspace.Transition;
import no.itagenten.fleet.agent.workspace.WorkspaceException;

/**
 * Makes the code in the checkout the running application: post-update program, restart of the services, and seeing that all is
 * well. The same for the way forward and the way back, but for the network: on the way back nobody need be reached.
 */
final class Rollout {

    private final ApplicationConfig application;
    private final List<String> serviceNames;
    private final ServiceManager services;
    private final WellBeing wellBeing;
    private final ReachCheck reach;
    private final Workspace workspace;
    private final LongSupplier nanoTime;
    private final Duration verifyTimeout;

    Rollout(
            ApplicationConfig application,
            List<String> serviceNames,
            ServiceManager services,
            Workspace workspace,
            ServerContact server,
            LongSupplier nanoTime) {
        this(
                application,
                serviceNames,
                services,
                new WellBeing(application, serviceNames, services, workspace, nanoTime),
                new ReachCheck(server, nanoTime),
                workspace,
                nanoTime,
                application.verifyTimeout());
    }

    private Rollout(
            ApplicationConfig application,
            List<String> serviceNames,
            ServiceManager services,
            WellBeing wellBeing,
            ReachCheck reach,
            Workspace workspace,
            LongSupplier nanoTime,
            Duration verifyTimeout) {
        this.application = application;
        this.serviceNames = List.copyOf(serviceNames);
        this.services = services;
        this.wellBeing = wellBeing;
        this.reach = reach;
        this.workspace = workspace;
        this.nanoTime = nanoTime;
        this.verifyTimeout = verifyTimeout;
    }

    /** The same with another time in which all has to be well; empty for the configured one. */
    Rollout within(Optional<Duration> timeout) {
        return new Rollout(
                application,
                serviceNames,
                services,
                wellBeing,
                reach,
                workspace,
                nanoTime,
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
     * Takes the steps from {@code first} on, forward, and returns who was reached afterwards.
     *
     * @param limit by which all has to be well; a step that would begin after it is not taken. What has begun is not cut off
     * @throws StepFailedException at the first step that fails; the ones before it have had their effect
     */
    Reached apply(Transition transition, RolloutStep first, Steps steps, Deadline limit)
            throws StepFailedException, InterruptedException {
        take(transition, first, (step, run, message) -> {
            requireTime(step, limit);
            steps.next(step, run, message);
        });
        Duration within = limit.atMost(verifyTimeout);
        long deadline = nanoTime.getAsLong() + within.toNanos();
        List<ServiceState> well = wellBeing.await(transition, within);
        Duration left = Duration.ofNanos(deadline - nanoTime.getAsLong());
        Reached reached = reach.await(transition.command(), workspace, left.isNegative() ? Duration.ZERO : left);
        wellBeing.requireSame(well);
        return reached;
    }

    /** The same on the way back, where nobody need be reached. */
    void applyBack(Transition transition, RolloutStep first, Steps steps)
            throws StepFailedException, InterruptedException {
        take(transition, first, steps);
        wellBeing.await(transition, verifyTimeout);
    }

    /** The services' states, for people. */
    String describeServices() throws InterruptedException {
        return wellBeing.describe();
    }

    private static void requireTime(RolloutStep step, Deadline limit) throws StepFailedException {
        if (limit.isOver()) {
            throw new StepFailedException(step.wireName(), limit.passed() + " before it", null, null);
        }
    }

    private void take(Transition transition, RolloutStep first, Steps steps)
            throws StepFailedException, InterruptedException {
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
}
