package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.itagenten.fleet.agent.handler.ReachCheck.Reached;
import no.itagenten.fleet.agent.probe.ApplicationVersion;
import no.itagenten.fleet.agent.workspace.Workspace;
import no.itagenten.fleet.agent.workspace.Workspace.Plan;
import no.itagenten.fleet.agent.workspace.WorkspaceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An update on its way forward, until it has proved itself; if it cannot, it takes the way back. What is needed to judge an interruption
 * is on disk before the switch. For the commands' thread.
 */
final class UpdateAttempt {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateAttempt.class);

    private final UpdateJob job;
    private final Plan plan;
    private final boolean ownFolders;
    private final Workspace workspace;
    private final Rollout rollout;
    private final ApplicationVersion version;
    private final CommandRun run;
    private final UpdateFacts facts;
    private final WayBack wayBack;

    UpdateAttempt(UpdateJob job) {
        this.job = job;
        this.plan = job.plan();
        this.ownFolders = job.ownFolders();
        this.workspace = job.workspace();
        this.rollout = job.rollout();
        this.version = job.version();
        this.run = job.run();
        this.facts = job.facts();
        this.wayBack = new WayBack(job);
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
            return job.nothingTouched(against.get());
        }
        Map<String, String> evidence = new TreeMap<>(facts.asMap());
        evidence.putAll(UpdateEvidence.origin(plan));
        if (overChanges) {
            try {
                Optional<String> saved = workspace.saveChanges(run.id());
                facts.saved(saved);
                saved.ifPresent(patch -> evidence.put(UpdateEvidence.SAVED, patch));
            } catch (WorkspaceException e) {
                StepFailedException failure = StepFailedException.of(e);
                return Outcome.failed("the local changes could not be saved: " + failure.describe())
                        .with(facts.asMap())
                        .because(failure);
            }
        }
        evidence.put(UpdateEvidence.DIRECTION, UpdateEvidence.FORWARD);
        run.note("switch", (plan.isFirst() ? "" : "from " + plan.from() + " ") + "to " + plan.to(), evidence);
        job.holdVersion();
        try {
            workspace.switchTo(plan.forward(run.id()));
        } catch (WorkspaceException e) {
            return notSwitched(StepFailedException.of(e));
        }
        return rollOut(RolloutStep.POST_UPDATE);
    }

    /** @param first the step to begin with, where an earlier agent had come further */
    Outcome rollOut(RolloutStep first) throws CanceledException, InterruptedException {
        Reached reached;
        try {
            reached = rollout.apply(
                    plan.forward(run.id()), first, (step, id, message) -> note(step, id, message), run.deadline());
        } catch (StepFailedException e) {
            return wayBack.take(e);
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
                    .with(facts.asMap())
                    .with("confirmed_by", "remote");
        }
        run.tellCommitted("confirmed", plan.to() + " runs, is well and reaches the server");
        confirm();
        return Outcome.succeeded(updated).with(facts.asMap()).with("confirmed_by", "server");
    }

    /** What is not removed only takes room: the next update that proves itself removes it. */
    private void confirm() throws InterruptedException {
        try {
            workspace.confirm(plan.forward(run.id()));
        } catch (WorkspaceException e) {
            LOG.warn("Earlier releases may be left: {}", e.getMessage());
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

    /**
     * Git looks before it writes: mostly the tree is as it was. If not, the way back makes it so. With a folder for each version what is
     * in the old one's was written by somebody else, and stays.
     */
    Outcome notSwitched(StepFailedException failure) throws CanceledException, InterruptedException {
        try {
            Workspace.State now = workspace.state(run.id());
            if (now.head().equals(plan.from()) && (ownFolders || now.clean())) {
                return job.nothingTouched(failure);
            }
        } catch (WorkspaceException e) {
            LOG.warn("After a failed switch the checkout cannot be looked at: {}", e.getMessage());
        }
        return wayBack.take(failure);
    }

    /** On disk before the step: after a crash it shows how far the update had come. */
    private void note(RolloutStep step, String id, String message) throws StepFailedException {
        try {
            run.noteCommitted(step.wireName(), message, UpdateEvidence.step(step, id));
        } catch (IOException e) {
            throw new StepFailedException(
                    step.wireName(), "the journal cannot be written (" + e.getMessage() + ")", null, null);
        }
    }
}
