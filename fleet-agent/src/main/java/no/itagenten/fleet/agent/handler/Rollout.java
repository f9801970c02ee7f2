package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.itagenten.fleet.agent.config.ApplicationConfig;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.process.ProcessTree;
import no.itagenten.fleet.agent.service.ProcFiles;
import no.itagenten.fleet.agent.service.ServiceException;
import no.itagenten.fleet.agent.service.ServiceManager;
import no.itagenten.fleet.protocol.CommandId;

/**
 * Makes the code in the checkout the running application: post-update program, restart of the services, and seeing that all is
 * well. The same for the way forward and the way back.
 */
final class Rollout {

    private static final String COMMAND_ID = "R58_COMMAND_ID";

    private final ApplicationConfig application;
    private final List<String> serviceNames;
    private final ServiceManager services;
    private final ServiceWatch watch;
    private final HealthCheck health;
    private final ProcessRunner processes;
    private final ProcFiles running;
    private final Map<String, String> environment;

    /**
     * From one commit to another, for a command.
     *
     * @param command by whose id a program that outlived the agent is recognised
     */
    record Transition(CommandId command, String from, String to) {
        private String marker() {
            return COMMAND_ID + "=" + command;
        }
    }

    /**
     * @param running where to look for a program that outlived the agent
     * @param environment of the post-update program
     */
    Rollout(
            ApplicationConfig application,
            List<String> serviceNames,
            ServiceManager services,
            ServiceWatch watch,
            HealthCheck health,
            ProcessRunner processes,
            ProcFiles running,
            Map<String, String> environment) {
        this.application = application;
        this.serviceNames = List.copyOf(serviceNames);
        this.services = services;
        this.watch = watch;
        this.health = health;
        this.processes = processes;
        this.running = running;
        this.environment = Map.copyOf(environment);
    }

    /** Where to tell, before it is taken, which step is taken. */
    interface Steps {
        /** @throws StepFailedException if the step must not be taken because it cannot be noted */
        void next(RolloutStep step, String message) throws StepFailedException;
    }

    /**
     * Takes the steps from {@code first} on.
     *
     * @throws StepFailedException at the first step that fails; the ones before it have had their effect
     */
    void apply(Transition transition, RolloutStep first, Steps steps) throws StepFailedException, InterruptedException {
        if (first == RolloutStep.POST_UPDATE && !application.postUpdate().isEmpty()) {
            steps.next(
                    RolloutStep.POST_UPDATE,
                    "running " + application.postUpdate().get(0));
            postUpdate(transition);
        }
        if (first != RolloutStep.HEALTH && !serviceNames.isEmpty()) {
            steps.next(RolloutStep.RESTART, "restarting " + String.join(", ", serviceNames));
            restart();
        }
        steps.next(RolloutStep.HEALTH, "watching whether all stays well");
        verify();
    }

    /** Ends a post-update program of this command that an earlier agent started and did not live to see the end of. */
    void endLeftovers(Transition transition) {
        for (long pid : running.allByEnvironment(transition.marker())) {
            ProcessHandle.of(pid).ifPresent(ProcessTree::kill);
        }
    }

    private void postUpdate(Transition transition) throws StepFailedException, InterruptedException {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("R58_FROM_COMMIT", transition.from());
        variables.put("R58_TO_COMMIT", transition.to());
        variables.put(COMMAND_ID, transition.command().value());
        String program = application.postUpdate().get(0);
        ProcessOutcome outcome;
        try {
            outcome = processes.run(new CommandLine(
                    application.postUpdate(), application.folder(), variables, application.postUpdateTimeout()));
        } catch (IOException e) {
            throw new StepFailedException("post_update", e.getMessage(), null, null);
        }
        if (!outcome.succeeded()) {
            throw StepFailedException.of("post_update", program, outcome);
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
                watch.awaitSteady(List.of(name), application.verifyTimeout());
            } catch (ServiceException e) {
                throw StepFailedException.of("health", e, services.recentOutput(name));
            }
        }
        if (application.healthUrl().isPresent()) {
            health.await(application.healthUrl().get(), application.verifyTimeout());
        }
    }
}
