package no.itagenten.fleet.agent.runner;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.agent.config.ApplicationConfig;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.runner.RunnerResult.Said;
import no.itagenten.fleet.agent.runner.RunnerResult.State;
import no.itagenten.fleet.agent.workspace.Workspace;
import no.itagenten.fleet.agent.workspace.Workspace.Transition;
import no.itagenten.fleet.agent.workspace.WorkspaceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out one request of the agent, as the application's user, and says how it went. */
final class Runner {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private static final Duration ASK_WITHIN = Duration.ofSeconds(20);

    private final Workspace workspace;
    private final RunnerFiles files;
    private final List<Said> said = new ArrayList<>();

    Runner(Workspace workspace, RunnerFiles files) {
        this.workspace = workspace;
        this.files = files;
    }

    /**
     * Carries out the request that is there, unless it was taken up before.
     *
     * @throws IOException if there is no request that can be read, or its result cannot be written
     */
    void run() throws IOException, InterruptedException {
        RunnerRequest request = files.readRequest().orElseThrow(() -> new IOException("there is no request"));
        Optional<RunnerResult> before = files.readResult();
        if (before.isPresent() && before.get().answers(request)) {
            LOG.warn(
                    "The step {} of command {} was taken before", request.step().describe(), request.command());
            return;
        }
        LOG.info("Command {}: {}", request.command(), request.step().describe());
        files.write(RunnerResult.running(request, request.step().describe(), ""));
        RunnerResult result;
        try {
            result = execute(request);
        } catch (WorkspaceException e) {
            LOG.warn("Command {}: {} failed: {}", request.command(), e.step(), e.getMessage());
            result = RunnerResult.failed(request, e);
        }
        files.write(result.having(said));
    }

    private RunnerResult execute(RunnerRequest request) throws WorkspaceException, InterruptedException {
        RunnerResult done = RunnerResult.succeeded(request);
        switch (request.step()) {
            case PREPARE -> {
                return done.with(workspace.prepare(
                        request.command(),
                        request.wanted(),
                        request.overChanges().orElse(false),
                        (phase, message) -> tell(request, phase, message),
                        new Cancellation()));
            }
            case COMPARE -> {
                return done.with(workspace.compare(transition(request)));
            }
            case SAVE_CHANGES -> {
                return workspace
                        .saveChanges(request.command())
                        .map(done::saying)
                        .orElse(done);
            }
            case SWITCH -> workspace.switchTo(transition(request));
            case POST_UPDATE -> workspace.postUpdate(transition(request), request.run());
            case HEALTH -> workspace.checkHealth(transition(request), ApplicationConfig.HEALTH_COMMAND_TIMEOUT);
            case ASK_REMOTE -> workspace.askRemote(request.command(), ASK_WITHIN);
            case RESTORE -> {
                boolean asLeft = workspace.restore(transition(request), request.branch());
                return asLeft ? done.saying(RunnerResult.AS_LEFT) : done;
            }
            case CONFIRM -> workspace.confirm(transition(request));
            case STATE -> {
                Workspace.State state = workspace.state(request.command());
                return done.with(state.head(), state.clean());
            }
        }
        return done;
    }

    private void tell(RunnerRequest request, String phase, String message) {
        said.add(new Said(phase, message));
        try {
            files.write(RunnerResult.running(request, phase, message).having(said));
        } catch (IOException e) {
            LOG.warn("The progress cannot be told ({} {}): {}", State.RUNNING, phase, e.getMessage());
        }
    }

    private static Transition transition(RunnerRequest request) {
        return new Transition(
                request.command(), request.from().orElseThrow(), request.to().orElseThrow());
    }
}
