package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.itagenten.fleet.agent.config.ApplicationConfig;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.service.ServiceException;
import no.itagenten.fleet.agent.service.ServiceManager;

/**
 * Makes the code in the checkout the running application: post-update program, restart of the services, and seeing that all is
 * well. The same for the way forward and the way back; each step can be repeated.
 */
final class Rollout {

    private final ApplicationConfig application;
    private final List<String> serviceNames;
    private final ServiceManager services;
    private final ServiceWatch watch;
    private final HealthCheck health;
    private final ProcessRunner processes;
    private final Map<String, String> environment;

    /** @param environment of the post-update program */
    Rollout(
            ApplicationConfig application,
            List<String> serviceNames,
            ServiceManager services,
            ServiceWatch watch,
            HealthCheck health,
            ProcessRunner processes,
            Map<String, String> environment) {
        this.application = application;
        this.serviceNames = List.copyOf(serviceNames);
        this.services = services;
        this.watch = watch;
        this.health = health;
        this.processes = processes;
        this.environment = Map.copyOf(environment);
    }

    /** Where to tell which step is taken. */
    interface Steps {
        void next(String step, String message);
    }

    /** @throws StepFailedException at the first step that fails; the ones before it have had their effect */
    void apply(String fromCommit, String toCommit, Steps steps) throws StepFailedException, InterruptedException {
        if (!application.postUpdate().isEmpty()) {
            steps.next("post_update", "running " + application.postUpdate().get(0));
            postUpdate(fromCommit, toCommit);
        }
        if (!serviceNames.isEmpty()) {
            steps.next("restart", "restarting " + String.join(", ", serviceNames));
            restart();
        }
        steps.next("health", "watching whether all stays well");
        verify();
    }

    private void postUpdate(String fromCommit, String toCommit) throws StepFailedException, InterruptedException {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("R58_FROM_COMMIT", fromCommit);
        variables.put("R58_TO_COMMIT", toCommit);
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
