package no.itagenten.fleet.agent.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import no.itagenten.fleet.agent.config.ApplicationConfig;
import no.itagenten.fleet.agent.git.Target;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.runner.RunnerRequest.Step;
import no.itagenten.fleet.agent.service.ServiceException;
import no.itagenten.fleet.agent.service.SystemdServices;
import no.itagenten.fleet.agent.workspace.Workspace;
import no.itagenten.fleet.agent.workspace.WorkspaceException;
import no.itagenten.fleet.protocol.CommandId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The working copy in the hands of the runner unit: another user, another control group. It goes on when the agent ends; a later
 * agent waits for it and reads how it ended.
 */
public final class RunnerWorkspace implements Workspace {

    private static final Logger LOG = LoggerFactory.getLogger(RunnerWorkspace.class);
    private static final Duration PREPARE_WITHIN = Duration.ofMinutes(30);
    private static final Duration STEP_WITHIN = Duration.ofMinutes(10);
    private static final Duration STARTING = Duration.ofMinutes(1);
    private static final long POLL_MILLIS = 500;

    private final RunnerFiles files;
    private final RunnerUnit unit;
    private final Duration postUpdateTimeout;
    private final boolean hasHealthCommand;
    private final boolean keepsReleases;
    private final LongSupplier nanoTime;

    RunnerWorkspace(
            RunnerFiles files,
            RunnerUnit unit,
            Duration postUpdateTimeout,
            boolean hasHealthCommand,
            boolean keepsReleases,
            LongSupplier nanoTime) {
        this.files = files;
        this.unit = unit;
        this.postUpdateTimeout = postUpdateTimeout;
        this.hasHealthCommand = hasHealthCommand;
        this.keepsReleases = keepsReleases;
        this.nanoTime = nanoTime;
    }

    /** By systemd on this machine. */
    public static RunnerWorkspace onSystemd(ApplicationConfig application, ProcessRunner processes) {
        return new RunnerWorkspace(
                RunnerFiles.standard(Path.of("/")),
                new SystemdRunnerUnit(processes, new SystemdServices(processes)),
                application.postUpdateTimeout(),
                !application.healthCommand().isEmpty(),
                application.releases().isPresent(),
                System::nanoTime);
    }

    @Override
    public Plan prepare(
            CommandId command, Target target, boolean overChanges, Progress progress, Cancellation cancellation)
            throws WorkspaceException, InterruptedException {
        RunnerRequest request = RunnerRequest.prepare(command, newRun(), target, overChanges);
        RunnerResult result = perform(request, PREPARE_WITHIN, progress, cancellation);
        if (result.from().isEmpty() || result.to().isEmpty()) {
            throw new WorkspaceException("verify", "the update runner's answer names no commits");
        }
        return new Plan(result.from().get(), result.branch(), result.to().get());
    }

    @Override
    public Difference compare(Transition transition) throws WorkspaceException, InterruptedException {
        RunnerResult result = perform(request(Step.COMPARE, newRun(), transition), STEP_WITHIN);
        return new Difference(
                result.older().orElse(false), result.output().orElse("").lines().toList());
    }

    @Override
    public Optional<String> saveChanges(CommandId command) throws WorkspaceException, InterruptedException {
        RunnerResult result = perform(
                RunnerRequest.of(
                        command, Step.SAVE_CHANGES, newRun(), Optional.empty(), Optional.empty(), Optional.empty()),
                STEP_WITHIN);
        return Optional.of(result.message()).filter(path -> !path.isEmpty());
    }

    @Override
    public void switchTo(Transition transition) throws WorkspaceException, InterruptedException {
        perform(request(Step.SWITCH, newRun(), transition), STEP_WITHIN);
    }

    @Override
    public void postUpdate(Transition transition, String run) throws WorkspaceException, InterruptedException {
        perform(request(Step.POST_UPDATE, run, transition), postUpdateTimeout.plus(STARTING));
    }

    @Override
    public void checkHealth(Transition transition, Duration within) throws WorkspaceException, InterruptedException {
        if (hasHealthCommand) {
            perform(request(Step.HEALTH, newRun(), transition), within.plus(STARTING));
        }
    }

    @Override
    public void askRemote(CommandId command, Duration within) throws WorkspaceException, InterruptedException {
        perform(
                RunnerRequest.of(
                        command, Step.ASK_REMOTE, newRun(), Optional.empty(), Optional.empty(), Optional.empty()),
                within.plus(STARTING));
    }

    @Override
    public boolean restore(Transition transition, Optional<String> branch)
            throws WorkspaceException, InterruptedException {
        RunnerResult result = perform(
                RunnerRequest.of(
                        transition.command(),
                        Step.RESTORE,
                        newRun(),
                        Optional.of(transition.from()),
                        Optional.of(transition.to()),
                        branch),
                STEP_WITHIN);
        return result.message().equals(RunnerResult.AS_LEFT);
    }

    @Override
    public void confirm(Transition transition) throws WorkspaceException, InterruptedException {
        if (keepsReleases) {
            perform(request(Step.CONFIRM, newRun(), transition), STEP_WITHIN);
        }
    }

    @Override
    public Workspace.State state(CommandId command) throws WorkspaceException, InterruptedException {
        RunnerResult result = perform(
                RunnerRequest.of(command, Step.STATE, newRun(), Optional.empty(), Optional.empty(), Optional.empty()),
                STEP_WITHIN);
        if (result.head().isEmpty()) {
            throw new WorkspaceException("state", "the update runner's answer names no commit");
        }
        return new Workspace.State(result.head().get(), result.clean().orElse(false));
    }

    /** The unit is given the time that its longest step may take. */
    @Override
    public void settle(CommandId command) throws InterruptedException {
        long deadline =
                nanoTime.getAsLong() + postUpdateTimeout.plus(STEP_WITHIN).toNanos();
        Cancellation pause = new Cancellation();
        try {
            while (unit.isActive()) {
                if (nanoTime.getAsLong() - deadline >= 0) {
                    unit.stop();
                }
                pause.await(POLL_MILLIS);
            }
        } catch (ServiceException e) {
            LOG.warn("Whether the runner still works for command {} is unknown: {}", command, e.getMessage());
        }
    }

    @Override
    public Optional<Ending> ended(CommandId command, String run) {
        try {
            return files.readResult()
                    .filter(result -> result.isOf(command, Step.POST_UPDATE, run))
                    .flatMap(result -> switch (result.state()) {
                        case SUCCEEDED -> Optional.of(new Ending(Optional.empty()));
                        case FAILED -> Optional.of(new Ending(Optional.of(result.failure())));
                        case RUNNING -> Optional.empty();
                    });
        } catch (IOException e) {
            LOG.warn("The runner's result cannot be read: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private RunnerResult perform(RunnerRequest request, Duration within)
            throws WorkspaceException, InterruptedException {
        return perform(request, within, Progress.NONE, new Cancellation());
    }

    private RunnerResult perform(RunnerRequest request, Duration within, Progress progress, Cancellation cancellation)
            throws WorkspaceException, InterruptedException {
        String step = request.step().describe();
        String problem;
        try {
            if (unit.isActive()) {
                unit.stop(); // what an earlier agent left half done and nobody waits for
            }
            files.write(request);
            problem = run(request, within, progress, cancellation);
        } catch (ServiceException e) {
            throw new WorkspaceException(step, "the update runner cannot be started: " + e.getMessage());
        } catch (IOException e) {
            throw new WorkspaceException(step, "the update runner cannot be told what to do: " + e.getMessage());
        }
        if (cancellation.isRequested()) {
            throw new WorkspaceException(step, "stopped on request");
        }
        return result(request, problem);
    }

    /** Returns what kept the unit from ending well, if anything did; afterwards it does not run. */
    private String run(RunnerRequest request, Duration within, Progress progress, Cancellation cancellation)
            throws ServiceException, InterruptedException {
        ProgressWatch watch = new ProgressWatch(files, request, progress);
        try {
            String problem = unit.runOnce(within, cancellation);
            if (!problem.isEmpty() && unit.isActive()) {
                unit.stop();
            }
            return problem;
        } finally {
            watch.close();
        }
    }

    private RunnerResult result(RunnerRequest request, String problem) throws WorkspaceException, InterruptedException {
        String step = request.step().describe();
        Optional<RunnerResult> result;
        try {
            result = files.readResult()
                    .filter(found -> found.answers(request) && found.state() != RunnerResult.State.RUNNING);
        } catch (IOException e) {
            throw new WorkspaceException(step, "the update runner's answer cannot be read: " + e.getMessage());
        }
        if (result.isEmpty()) {
            throw new WorkspaceException(
                    step,
                    "the update runner ended without an answer" + (problem.isEmpty() ? "" : ": " + problem),
                    Optional.empty(),
                    Optional.of(unit.recentOutput()));
        }
        if (result.get().state() == RunnerResult.State.FAILED) {
            throw result.get().failure();
        }
        return result.get();
    }

    private static RunnerRequest request(Step step, String run, Transition transition) {
        return RunnerRequest.of(
                transition.command(),
                step,
                run,
                Optional.of(transition.from()),
                Optional.of(transition.to()),
                Optional.empty());
    }

    private static String newRun() {
        return UUID.randomUUID().toString();
    }
}
