package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.itagenten.fleet.agent.config.ApplicationConfig;
import no.itagenten.fleet.agent.git.Target;
import no.itagenten.fleet.agent.journal.JournalEntry;
import no.itagenten.fleet.agent.probe.ApplicationVersion;
import no.itagenten.fleet.agent.workspace.Workspace;
import no.itagenten.fleet.agent.workspace.Workspace.Ending;
import no.itagenten.fleet.agent.workspace.Workspace.Plan;
import no.itagenten.fleet.agent.workspace.WorkspaceException;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the application to another commit, and back if that does not work. Everything before the switch touches nothing. What is
 * needed to judge an interruption is on disk before the switch, and before the way back.
 */
final class UpdateHandler implements CommandHandler<Update> {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateHandler.class);
    private static final String FROM = "from_commit";
    private static final String TO = "to_commit";
    private static final String FROM_BRANCH = "from_branch";
    private static final String DIRECTION = "direction";
    private static final String STEP = "step";
    private static final String RUN = "post_update_run";
    private static final String FAILURE = "failure";
    private static final String FORWARD = "forward";
    private static final String BACK = "back";

    private final ApplicationConfig application;
    private final Workspace workspace;
    private final Rollout rollout;
    private final ApplicationVersion version;

    UpdateHandler(ApplicationConfig application, Workspace workspace, Rollout rollout, ApplicationVersion version) {
        this.application = application;
        this.workspace = workspace;
        this.rollout = rollout;
        this.version = version;
    }

    @Override
    public Outcome execute(Update command, CommandRun run) throws CanceledException, IOException, InterruptedException {
        if (application.remote().isEmpty()) {
            return Outcome.rejected("this device takes no updates: its own configuration names no APP_REMOTE");
        }
        Plan plan;
        try {
            plan = workspace.prepare(run.id(), target(command), run::tellCommitted, run.cancellation());
        } catch (WorkspaceException e) {
            if (run.cancellation().isRequested()) {
                throw new CanceledException();
            }
            StepFailedException failure = StepFailedException.of(e);
            return Outcome.failed(failure.describe() + ". Nothing was touched").because(failure);
        }
        if (plan.from().equals(plan.to())) {
            version.remember(plan.to());
            return Outcome.succeeded("already at " + plan.to()).with(facts(plan));
        }
        run.commit();
        Map<String, String> evidence = new TreeMap<>(facts(plan));
        plan.fromBranch().ifPresent(branch -> evidence.put(FROM_BRANCH, branch));
        evidence.put(DIRECTION, FORWARD);
        run.note("switch", "from " + plan.from() + " to " + plan.to(), evidence);
        version.hold(plan.from());
        try {
            workspace.switchTo(plan.forward(run.id()));
        } catch (WorkspaceException e) {
            return notSwitched(plan, StepFailedException.of(e), run);
        }
        return rollOut(plan, RolloutStep.POST_UPDATE, run);
    }

    @Override
    public Outcome resume(Update command, JournalEntry interrupted, CommandRun run)
            throws CanceledException, IOException, InterruptedException {
        Map<String, String> evidence = interrupted.evidence();
        if (!evidence.containsKey(DIRECTION)) {
            // What may still be fetching is no harm, and the next command ends it.
            return Outcome.failed(
                    "the agent was interrupted before it switched to the new version. Nothing was touched; "
                            + "send the update again");
        }
        Plan plan = new Plan(evidence.get(FROM), Optional.ofNullable(evidence.get(FROM_BRANCH)), evidence.get(TO));
        run.commit();
        try {
            workspace.settle(run.id());
            Optional<Ending> postUpdate = ended(evidence, run); // asked first: another step's result takes its place
            String head = workspace.state(run.id()).head();
            if (!head.equals(plan.from()) && !head.equals(plan.to())) {
                return Outcome.mayHaveRun("the agent was interrupted, and the checkout is now at " + head
                                + ", which is neither " + plan.from() + " nor " + plan.to())
                        .with(facts(plan));
            }
            version.hold(plan.from());
            LOG.info("Going on with an interrupted update; the checkout is at {}", head);
            return goOn(plan, interrupted, postUpdate, run).with("resumed", "true");
        } catch (WorkspaceException e) {
            return Outcome.mayHaveRun(e.getMessage()).with(facts(plan));
        }
    }

    /**
     * The first time forward from the step that was interrupted, unless that was the post-update program and nothing proves how it
     * ended: twice it must not have its effect. If forward was what brought the agent down, back.
     */
    private Outcome goOn(Plan plan, JournalEntry interrupted, Optional<Ending> postUpdate, CommandRun run)
            throws CanceledException, InterruptedException {
        Map<String, String> evidence = interrupted.evidence();
        if (interrupted.resumptions() > 3) {
            version.release();
            return Outcome.mayHaveRun("the agent was interrupted again and again while it updated")
                    .with(facts(plan));
        }
        Optional<RolloutStep> step = Optional.ofNullable(evidence.get(STEP)).map(RolloutStep::of);
        if (evidence.get(DIRECTION).equals(FORWARD) && interrupted.resumptions() == 1) {
            if (step.equals(Optional.of(RolloutStep.POST_UPDATE))) {
                return afterPostUpdate(plan, postUpdate, run);
            }
            return forwardAgain(plan, step.orElse(RolloutStep.POST_UPDATE), run);
        }
        String why = evidence.getOrDefault(FAILURE, "the agent was interrupted twice in the middle of it");
        boolean isBack = evidence.get(DIRECTION).equals(BACK);
        RolloutStep first =
                isBack && postUpdate.filter(end -> end.failure().isEmpty()).isPresent()
                        ? RolloutStep.RESTART
                        : RolloutStep.POST_UPDATE;
        return rollBack(plan, new StepFailedException("update", why, null, null), first, run);
    }

    private Optional<Ending> ended(Map<String, String> evidence, CommandRun run) {
        return Optional.ofNullable(evidence.get(RUN))
                .filter(id -> !id.isEmpty())
                .flatMap(id -> workspace.ended(run.id(), id));
    }

    private Outcome afterPostUpdate(Plan plan, Optional<Ending> end, CommandRun run)
            throws CanceledException, InterruptedException {
        if (end.isEmpty()) {
            String why = "the agent was interrupted while the program ran, which may not be run twice";
            return rollBack(plan, new StepFailedException("post_update", why, null, null), run);
        }
        if (end.get().failure().isPresent()) {
            return rollBack(plan, StepFailedException.of(end.get().failure().get()), run);
        }
        return rollOut(plan, RolloutStep.RESTART, run);
    }

    private Outcome forwardAgain(Plan plan, RolloutStep first, CommandRun run)
            throws CanceledException, InterruptedException {
        run.tell("switch", "going on after the agent was interrupted");
        try {
            // a power cut may have left it half written
            workspace.restore(run.id(), plan.to(), Optional.empty());
        } catch (WorkspaceException e) {
            return rollBack(plan, StepFailedException.of(e), run);
        }
        return rollOut(plan, first, run);
    }

    private Outcome rollOut(Plan plan, RolloutStep first, CommandRun run)
            throws CanceledException, InterruptedException {
        try {
            rollout.apply(plan.forward(run.id()), first, (step, id, message) -> note(run, step, id, message));
        } catch (StepFailedException e) {
            return rollBack(plan, e, run);
        }
        version.release();
        version.remember(plan.to());
        return Outcome.succeeded("updated from " + plan.from() + " to " + plan.to())
                .with(facts(plan));
    }

    /** Git looks before it writes: mostly the tree is as it was. If not, the way back makes it so. */
    private Outcome notSwitched(Plan plan, StepFailedException failure, CommandRun run)
            throws CanceledException, InterruptedException {
        try {
            Workspace.State now = workspace.state(run.id());
            if (now.head().equals(plan.from()) && now.clean()) {
                version.release();
                return Outcome.failed(failure.describe() + ". Nothing was touched")
                        .with(facts(plan))
                        .because(failure);
            }
        } catch (WorkspaceException e) {
            LOG.warn("After a failed switch the checkout cannot be looked at: {}", e.getMessage());
        }
        return rollBack(plan, failure, run);
    }

    private Outcome rollBack(Plan plan, StepFailedException failure, CommandRun run)
            throws CanceledException, InterruptedException {
        return rollBack(plan, failure, RolloutStep.POST_UPDATE, run);
    }

    private Outcome rollBack(Plan plan, StepFailedException failure, RolloutStep first, CommandRun run)
            throws CanceledException, InterruptedException {
        LOG.warn("The update to {} failed and is taken back: {}", plan.to(), failure.describe());
        try {
            run.note(
                    "rollback",
                    "going back to " + plan.from() + " because of " + failure.describe(),
                    evidenceOfWayBack(failure, first));
        } catch (IOException e) {
            LOG.warn("The journal could not take note of the way back: {}", e.getMessage());
        }
        try {
            workspace.restore(run.id(), plan.from(), plan.fromBranch());
            version.release();
            version.remember(plan.from());
            rollout.apply(plan.back(run.id()), first, (step, id, message) -> noteBack(run, step, id, message));
        } catch (StepFailedException e) {
            return broken(plan, failure, e.describe(), run);
        } catch (WorkspaceException e) {
            return broken(plan, failure, e.getMessage(), run);
        }
        return Outcome.of(
                        CommandState.ROLLED_BACK,
                        failure.describe() + ". Back at " + plan.from() + ", which was restarted and is well")
                .with(facts(plan))
                .because(failure);
    }

    /** The run on record is the way back's own from here on. */
    private static Map<String, String> evidenceOfWayBack(StepFailedException failure, RolloutStep first) {
        Map<String, String> evidence = new TreeMap<>(Map.of(DIRECTION, BACK, FAILURE, failure.describe()));
        if (first == RolloutStep.POST_UPDATE) {
            evidence.put(RUN, "");
        }
        return evidence;
    }

    private Outcome broken(Plan plan, StepFailedException failure, String second, CommandRun run)
            throws InterruptedException {
        version.release();
        String at;
        try {
            at = "the checkout is at " + workspace.state(run.id()).head();
        } catch (WorkspaceException e) {
            at = "the checkout cannot be read: " + e.getMessage();
        }
        return Outcome.failed(failure.describe() + ". Going back to " + plan.from() + " failed too: " + second + "; "
                        + at + ". Somebody has to look at the device")
                .with(facts(plan))
                .because(failure);
    }

    /** On disk before the step: after a crash it shows how far the update had come. */
    private static void note(CommandRun run, RolloutStep step, String id, String message) throws StepFailedException {
        try {
            run.noteCommitted(step.wireName(), message, Map.of(STEP, step.wireName(), RUN, id));
        } catch (IOException e) {
            throw new StepFailedException(
                    step.wireName(), "the journal cannot be written (" + e.getMessage() + ")", null, null);
        }
    }

    /** A journal that cannot be written does not keep the device from going back. */
    private static void noteBack(CommandRun run, RolloutStep step, String id, String message) {
        String told = step.wireName() + ": " + message;
        try {
            // On the way back the run of the program stays on record: what comes after it may be repeated, it may not.
            run.noteCommitted("rollback", told, id.isEmpty() ? Map.of() : Map.of(RUN, id));
        } catch (IOException e) {
            LOG.warn("The journal could not take note of the way back: {}", e.getMessage());
        }
    }

    private Target target(Update command) {
        if (command.commit().isPresent()) {
            return new Target.Commit(command.commit().get());
        }
        if (command.tag().isPresent()) {
            return new Target.Tag(command.tag().get());
        }
        return new Target.Branch(command.branch().orElse(application.branch()));
    }

    private static Map<String, String> facts(Plan plan) {
        return Map.of(FROM, plan.from(), TO, plan.to());
    }
}
