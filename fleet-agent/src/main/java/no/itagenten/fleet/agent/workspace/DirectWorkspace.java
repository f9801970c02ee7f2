package no.itagenten.fleet.agent.workspace;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.agent.config.ApplicationConfig;
import no.itagenten.fleet.agent.git.Checkout;
import no.itagenten.fleet.agent.git.GitException;
import no.itagenten.fleet.agent.git.Target;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.process.ProcessTree;
import no.itagenten.fleet.agent.service.ProcFiles;
import no.itagenten.fleet.protocol.CommandId;

/** The working copy in the hands of this process: git and the post-update program are its children, under its user. */
public final class DirectWorkspace implements Workspace {

    private static final String COMMAND_ID = "R58_COMMAND_ID";
    private static final int MAX_COMMITS = 50;

    private final ApplicationConfig application;
    private final Layout layout;
    private final Preparation preparation;
    private final LocalChanges changes;
    private final ProcessRunner processes;
    private final ProcFiles running;
    private final Map<String, String> environment;

    /**
     * @param layout how the application lies on the disk, see {@link Layout#of}
     * @param running where to look for a program that outlived the agent
     * @param environment of the post-update program
     */
    public DirectWorkspace(
            ApplicationConfig application,
            Layout layout,
            ProcessRunner processes,
            ProcFiles running,
            Map<String, String> environment) {
        this.application = application;
        this.layout = layout;
        this.preparation = new Preparation(application.folder(), layout, application.signatures());
        this.changes = new LocalChanges(layout);
        this.processes = processes;
        this.running = running;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Plan prepare(
            CommandId command, Target target, boolean overChanges, Progress progress, Cancellation cancellation)
            throws WorkspaceException, InterruptedException {
        return preparation.prepare(target, overChanges, progress, cancellation);
    }

    @Override
    public Difference compare(Transition transition) throws WorkspaceException, InterruptedException {
        try {
            layout.requireUsable();
            Checkout repository = layout.repository();
            boolean comparable = !transition.from().equals(Checkout.NO_COMMIT)
                    && !transition.from().equals(transition.to());
            boolean older = comparable && repository.contains(transition.from(), transition.to());
            return new Difference(older, repository.between(transition.from(), transition.to(), MAX_COMMITS));
        } catch (GitException e) {
            throw WorkspaceException.of("verify", e);
        }
    }

    @Override
    public Optional<String> saveChanges(CommandId command) throws WorkspaceException, InterruptedException {
        try {
            layout.requireUsable();
            return changes.putAside(command);
        } catch (GitException e) {
            throw WorkspaceException.of("switch", e);
        }
    }

    @Override
    public void switchTo(Transition transition) throws WorkspaceException, InterruptedException {
        try {
            layout.switchTo(transition);
        } catch (GitException e) {
            throw WorkspaceException.of("switch", e);
        }
    }

    @Override
    public void postUpdate(Transition transition, String run) throws WorkspaceException, InterruptedException {
        if (application.postUpdate().isEmpty()) {
            return;
        }
        run("post_update", application.postUpdate(), transition, application.postUpdateTimeout());
    }

    @Override
    public void checkHealth(Transition transition, Duration within) throws WorkspaceException, InterruptedException {
        if (!application.healthCommand().isEmpty()) {
            run("health", application.healthCommand(), transition, within);
        }
    }

    @Override
    public void askRemote(CommandId command, Duration within) throws WorkspaceException, InterruptedException {
        try {
            layout.requireUsable();
            layout.repository().askRemote(within, new Cancellation());
        } catch (GitException e) {
            throw WorkspaceException.of("health", e);
        }
    }

    private void run(String step, List<String> program, Transition transition, Duration within)
            throws WorkspaceException, InterruptedException {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("R58_FROM_COMMIT", transition.from());
        variables.put("R58_TO_COMMIT", transition.to());
        variables.put(COMMAND_ID, transition.command().value());
        ProcessOutcome outcome;
        try {
            outcome = processes.run(new CommandLine(program, layout.folderOf(transition.to()), variables, within));
        } catch (IOException e) {
            throw new WorkspaceException(step, e.getMessage());
        }
        if (!outcome.succeeded()) {
            throw WorkspaceException.of(step, program.get(0), outcome);
        }
    }

    @Override
    public boolean restore(Transition transition, Optional<String> branch)
            throws WorkspaceException, InterruptedException {
        try {
            return layout.restore(transition, branch);
        } catch (GitException e) {
            throw WorkspaceException.of("switch", e);
        }
    }

    @Override
    public State state(CommandId command) throws WorkspaceException, InterruptedException {
        try {
            layout.requireUsable();
            Optional<Checkout> files = layout.running();
            return new State(
                    layout.head(), files.isEmpty() || files.get().changedFiles().isEmpty());
        } catch (GitException e) {
            throw WorkspaceException.of("state", e);
        }
    }

    @Override
    public void confirm(Transition transition) throws WorkspaceException, InterruptedException {
        try {
            layout.confirm(transition);
        } catch (GitException e) {
            throw WorkspaceException.of("confirmed", e);
        }
    }

    /** Ends a post-update program of this command that an earlier agent started and did not live to see the end of. */
    @Override
    public void settle(CommandId command) {
        for (long pid : running.allByEnvironment(COMMAND_ID + "=" + command)) {
            ProcessHandle.of(pid).ifPresent(ProcessTree::kill);
        }
    }

    /** Never known: it was a child, whose end went with its parent's. */
    @Override
    public Optional<Ending> ended(CommandId command, String run) {
        return Optional.empty();
    }
}
