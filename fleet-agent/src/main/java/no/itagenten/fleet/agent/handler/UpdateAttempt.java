package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.itagenten.fleet.agent.handler.ReachCheck.Reached;
import no.itagenten.fleet.agent.journal.JournalEntry;
import no.itagenten.fleet.agent.probe.ApplicationVersion;
import no.itagenten.fleet.agent.workspace.Workspace;
import no.itagenten.fleet.agent.workspace.Workspace.Ending;
import no.itagenten.fleet.agent.workspace.Workspace.Plan;
import no.itagenten.fleet.agent.workspace.WorkspaceException;
import no.itagenten.fleet.protocol.CommandState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One update from one commit to another: forward, back, and on after an interruption. What is needed to judge an interruption is on
 * disk before the switch, and before the way back. For the commands' thread.
 */
final class UpdateAttempt {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateAttempt.class);
    private static final String FROM = "from_commit";
    private static final String TO = "to_commit";
    private static final String FROM_BRANCH = "from_branch";
    private static final String SAVED = "local_changes_saved";
    private static final String DIRECTION = "direction";
    private static final String STEP = "step";
    private static final String RUN = "post_update_run";
    private static final String FAILURE = "failure";
    private static final String FORWARD = "forward";
    private static final String BACK = "back";

    private final Plan plan;
    private final boolean ownFolders;
    private final Workspace workspace;
    private final Rollout rollout;
    private final ApplicationVersion version;
    private final BlockedCommits blocked;
    private final CommandRun run;
    private Optional<String> saved = Optional.empty();

    /** @param ownFolders whether each version has a folder of its own, so that what is at the old commit was not touched */
    UpdateAttempt(
            Plan plan,
            boolean ownFolders,
            Workspace workspace,
            Rollout rollout,
            ApplicationVersion version,
            BlockedCommits blocked,
            CommandRun run) {
        this.plan = plan;
        this.ownFolders = ownFolders;
        this.workspace = workspace;
        this.rollout = rollout;
        this.version = version;
        this.blocked = blocked;
        this.run = run;
    }

    /** What an earlier agent noted before it switched; empty if it did not come so far. */
    static Optional<Plan> planOf(Map<String, String> evidence) {
        return evidence.containsKey(DIRECTION)
                ? Optional.of(
                        new Plan(evidence.get(FROM), Optional.ofNullable(evidence.get(FROM_BRANCH)), evidence.get(TO)))
                : Optional.empty();
    }

    /**
     * From the switch on. Between the preparation and this moment may lie hours, in which somebody changed what runs.
     *
     * @param overChanges whether local changes are saved first; else they are a reason against it
     */
    Outcome begin(boolean overChanges) throws CanceledException, IOException, InterruptedException {
        run.commit();
        Optional<StepFailedException> against = changedSincePrepared(overChanges);
        if (against.isPresent()) {
            return nothingTouched(against.get());
        }
        Map<String, String> evidence = new TreeMap<>(facts());
        evidence.put(FROM, plan.from());
        plan.fromBranch().ifPresent(branch -> evidence.put(FROM_BRANCH, branch));
        if (overChanges) {
            try {
                saved = workspace.saveChanges(run.id());
            } catch (WorkspaceException e) {
                StepFailedException failure = StepFailedException.of(e);
                return Outcome.failed("the local changes could not be saved: " + failure.describe())
                        .with(facts())
                        .because(failure);
            }
            saved.ifPresent(patch -> evidence.put(SAVED, patch));
        }
        evidence.put(DIRECTION, FORWARD);
        run.note("switch", (plan.isFirst() ? "" : "from " + plan.from() + " ") + "to " + plan.to(), evidence);
        holdVersion();
        try {
            workspace.switchTo(plan.forward(run.id()));
        } catch (WorkspaceException e) {
            return notSwitched(StepFailedException.of(e));
        }
        return rollOut(RolloutStep.POST_UPDATE);
    }

    /** On from where an earlier agent was. */
    Outcome resume(JournalEntry interrupted) throws CanceledException, InterruptedException {
        run.commit();
        saved = Optional.ofNullable(interrupted.evidence().get(SAVED));
        try {
            workspace.settle(run.id());
            Optional<Ending> postUpdate =
                    ended(interrupted.evidence()); // asked first: another step's result takes its place
            String head = workspace.state(run.id()).head();
            if (!head.equals(plan.from()) && !head.equals(plan.to())) {
                return Outcome.mayHaveRun("the agent was interrupted, and the checkout is now at " + head
                                + ", which is neither " + plan.from() + " nor " + plan.to())
                        .with(facts());
            }
            holdVersion();
            LOG.info("Going on with an interrupted update; the checkout is at {}", head);
            return goOn(interrupted, postUpdate, head).with("resumed", "true");
        } catch (WorkspaceException e) {
            return Outcome.mayHaveRun(e.getMessage()).with(facts());
        }
    }

    /**
     * The first time forward from the step that was interrupted, unless that was the post-update program and nothing proves how it
     * ended: twice it must not have its effect. If forward was what brought the agent down, back.
     */
    private Outcome goOn(JournalEntry interrupted, Optional<Ending> postUpdate, String head)
            throws CanceledException, InterruptedException {
        Map<String, String> evidence = interrupted.evidence();
        if (interrupted.resumptions() > 3) {
            version.release();
            return Outcome.mayHaveRun("the agent was interrupted again and again while it updated")
                    .with(facts());
        }
        Optional<RolloutStep> step = Optional.ofNullable(evidence.get(STEP)).map(RolloutStep::of);
        if (evidence.get(DIRECTION).equals(FORWARD) && interrupted.resumptions() == 1) {
            if (step.equals(Optional.of(RolloutStep.POST_UPDATE))) {
                return afterPostUpdate(postUpdate);
            }
            return forwardAgain(step);
        }
        String why = evidence.getOrDefault(FAILURE, "the agent was interrupted twice in the middle of it");
        if (ownFolders && evidence.get(DIRECTION).equals(FORWARD) && step.isEmpty() && head.equals(plan.from())) {
            return nothingTouched(new StepFailedException("switch", why, null, null));
        }
        boolean isBack = evidence.get(DIRECTION).equals(BACK);
        RolloutStep first =
                isBack && postUpdate.filter(end -> end.failure().isEmpty()).isPresent()
                        ? RolloutStep.RESTART
                        : RolloutStep.POST_UPDATE;
        return rollBack(new StepFailedException("update", why, null, null), first);
    }

    private Optional<Ending> ended(Map<String, String> evidence) {
        return Optional.ofNullable(evidence.get(RUN))
                .filter(id -> !id.isEmpty())
                .flatMap(id -> workspace.ended(run.id(), id));
    }

    private Outcome afterPostUpdate(Optional<Ending> end) throws CanceledException, InterruptedException {
        if (end.isEmpty()) {
            String why = "the agent was interrupted while the program ran, which may not be run twice";
            return rollBack(new StepFailedException("post_update", why, null, null));
        }
        if (end.get().failure().isPresent()) {
            return rollBack(StepFailedException.of(end.get().failure().get()));
        }
        return rollOut(RolloutStep.RESTART);
    }

    /** @param noted the step that was interrupted; empty if it was the switch */
    private Outcome forwardAgain(Optional<RolloutStep> noted) throws CanceledException, InterruptedException {
        run.tell("switch", "going on after the agent was interrupted");
        try {
            if (ownFolders) {
                workspace.switchTo(plan.forward(run.id())); // a release is whole, or does not bear its name yet
            } else {
                // a power cut may have left it half written
                workspace.restore(plan.forward(run.id()), Optional.empty());
            }
        } catch (WorkspaceException e) {
            StepFailedException failure = StepFailedException.of(e);
            return noted.isEmpty() ? notSwitched(failure) : rollBack(failure);
        }
        return rollOut(noted.orElse(RolloutStep.POST_UPDATE));
    }

    private Outcome rollOut(RolloutStep first) throws CanceledException, InterruptedException {
        Reached reached;
        try {
            reached = rollout.apply(
                    plan.forward(run.id()), first, (step, id, message) -> note(step, id, message), run.deadline());
        } catch (StepFailedException e) {
            return rollBack(e);
        }
        version.release();
        version.remember(plan.to());
        String updated =
                plan.isFirst() ? "put " + plan.to() + " in place" : "updated from " + plan.from() + " to " + plan.to();
        if (reached == Reached.REMOTE_ONLY) {
            run.tellCommitted("confirmed", "kept; will be confirmed when the server answers");
            confirm();
            return Outcome.succeeded(
                            updated + "; the server did not answer, the git remote did: kept; will be confirmed "
                                    + "when the server answers")
                    .with(facts())
                    .with("confirmed_by", "remote");
        }
        run.tellCommitted("confirmed", plan.to() + " runs, is well and reaches the server");
        confirm();
        return Outcome.succeeded(updated).with(facts()).with("confirmed_by", "server");
    }

    /** What is not removed only takes room: the next update that proves itself removes it. */
    private void confirm() throws InterruptedException {
        try {
            workspace.confirm(plan.forward(run.id()));
        } catch (WorkspaceException e) {
            LOG.warn("Earlier releases may be left: {}", e.getMessage());
        }
    }

    /** Until the update has proved itself the old version counts as running. */
    private void holdVersion() {
        if (!plan.isFirst()) {
            version.hold(plan.from());
        }
    }

    /** What keeps the update from being begun, though it was prepared. */
    private Optional<StepFailedException> changedSincePrepared(boolean overChanges) throws InterruptedException {
        String why;
        try {
            Workspace.State now = workspace.state(run.id());
            if (!now.head().equals(plan.from())) {
                why = "since the update was prepared somebody put " + now.head() + " in the place of " + plan.from()
                        + "; send the update again";
            } else if (!now.clean() && !overChanges) {
                why = "since the update was prepared somebody made local changes in what runs (git status names them); "
                        + "commit them or take them back, or have them saved as a patch (--force)";
            } else {
                return Optional.empty();
            }
        } catch (WorkspaceException e) {
            return Optional.of(StepFailedException.of(e));
        }
        return Optional.of(new StepFailedException("switch", why, null, null));
    }

    private Outcome nothingTouched(StepFailedException failure) {
        version.release();
        return Outcome.failed(failure.describe() + ". Nothing was touched")
                .with(facts())
                .because(failure);
    }

    /**
     * Git looks before it writes: mostly the tree is as it was. If not, the way back makes it so. With a folder for each version what is
     * in the old one's was written by somebody else, and stays.
     */
    private Outcome notSwitched(StepFailedException failure) throws CanceledException, InterruptedException {
        try {
            Workspace.State now = workspace.state(run.id());
            if (now.head().equals(plan.from()) && (ownFolders || now.clean())) {
                return nothingTouched(failure);
            }
        } catch (WorkspaceException e) {
            LOG.warn("After a failed switch the checkout cannot be looked at: {}", e.getMessage());
        }
        return rollBack(failure);
    }

    private Outcome rollBack(StepFailedException failure) throws CanceledException, InterruptedException {
        return rollBack(failure, RolloutStep.POST_UPDATE);
    }

    private Outcome rollBack(StepFailedException failure, RolloutStep first)
            throws CanceledException, InterruptedException {
        LOG.warn("The update to {} failed and is taken back: {}", plan.to(), failure.describe());
        if (!plan.to().equals(plan.from())) {
            blocked.block(plan.to());
        }
        try {
            run.note(
                    "rollback",
                    "going back to " + origin() + " because of " + failure.describe(),
                    evidenceOfWayBack(failure, first));
        } catch (IOException e) {
            LOG.warn("The journal could not take note of the way back: {}", e.getMessage());
        }
        try {
            boolean asLeft = workspace.restore(plan.back(run.id()), plan.fromBranch());
            version.release();
            if (plan.isFirst()) {
                return Outcome.failed(failure.describe()
                                + ". No version was in place before, so that nothing is in place now; "
                                + rollout.describeServices())
                        .with(facts())
                        .with(blockedUntil())
                        .because(failure);
            }
            version.remember(plan.from());
            // What the program once did there need not be done again, and cannot fail.
            RolloutStep next = asLeft && first == RolloutStep.POST_UPDATE ? RolloutStep.RESTART : first;
            rollout.applyBack(plan.back(run.id()), next, (step, id, message) -> noteBack(step, id, message));
        } catch (StepFailedException e) {
            return broken(failure, e);
        } catch (WorkspaceException e) {
            return broken(failure, StepFailedException.of(e));
        }
        return Outcome.of(
                        CommandState.ROLLED_BACK,
                        failure.describe() + ". Back at " + plan.from() + ", which was restarted and is well")
                .with(facts())
                .with(blockedUntil())
                .because(failure);
    }

    private Map<String, String> blockedUntil() {
        return blocked.until(plan.to())
                .map(until -> Map.of("blocked_until", until.toString()))
                .orElse(Map.of());
    }

    /** The run on record is the way back's own from here on. */
    private static Map<String, String> evidenceOfWayBack(StepFailedException failure, RolloutStep first) {
        Map<String, String> evidence = new TreeMap<>(Map.of(DIRECTION, BACK, FAILURE, failure.describe()));
        if (first == RolloutStep.POST_UPDATE) {
            evidence.put(RUN, "");
        }
        return evidence;
    }

    private Outcome broken(StepFailedException failure, StepFailedException second) throws InterruptedException {
        version.release();
        String at;
        try {
            at = "the checkout is at " + workspace.state(run.id()).head();
        } catch (WorkspaceException e) {
            at = "the checkout cannot be read: " + e.getMessage();
        }
        return Outcome.failed(failure.describe() + ". Going back to " + origin() + " failed too: "
                        + second.describe() + "; " + at + "; " + rollout.describeServices()
                        + ". Somebody has to look at the device")
                .with(facts())
                .because(failure)
                .andBecause(second);
    }

    /** On disk before the step: after a crash it shows how far the update had come. */
    private void note(RolloutStep step, String id, String message) throws StepFailedException {
        try {
            run.noteCommitted(step.wireName(), message, Map.of(STEP, step.wireName(), RUN, id));
        } catch (IOException e) {
            throw new StepFailedException(
                    step.wireName(), "the journal cannot be written (" + e.getMessage() + ")", null, null);
        }
    }

    /** A journal that cannot be written does not keep the device from going back. */
    private void noteBack(RolloutStep step, String id, String message) {
        String told = step.wireName() + ": " + message;
        try {
            // On the way back the run of the program stays on record: what comes after it may be repeated, it may not.
            run.noteCommitted("rollback", told, id.isEmpty() ? Map.of() : Map.of(RUN, id));
        } catch (IOException e) {
            LOG.warn("The journal could not take note of the way back: {}", e.getMessage());
        }
    }

    private String origin() {
        return plan.isFirst() ? "nothing in place" : plan.from();
    }

    Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>(Map.of(TO, plan.to()));
        if (!plan.isFirst()) {
            facts.put(FROM, plan.from());
        }
        saved.ifPresent(patch -> facts.put(SAVED, patch));
        return facts;
    }
}
