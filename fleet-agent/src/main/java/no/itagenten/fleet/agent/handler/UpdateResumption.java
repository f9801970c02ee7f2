package no.itagenten.fleet.agent.handler;

import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.agent.journal.JournalEntry;
import no.itagenten.fleet.agent.probe.ApplicationVersion;
import no.itagenten.fleet.agent.workspace.Workspace;
import no.itagenten.fleet.agent.workspace.Workspace.Ending;
import no.itagenten.fleet.agent.workspace.Workspace.Plan;
import no.itagenten.fleet.agent.workspace.WorkspaceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An update that was interrupted, on from where the agent before was. For the commands' thread. */
final class UpdateResumption {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateResumption.class);

    private final UpdateJob job;
    private final Plan plan;
    private final boolean ownFolders;
    private final Workspace workspace;
    private final ApplicationVersion version;
    private final CommandRun run;
    private final UpdateFacts facts;
    private final UpdateAttempt attempt;
    private final WayBack wayBack;

    UpdateResumption(UpdateJob job) {
        this.job = job;
        this.plan = job.plan();
        this.ownFolders = job.ownFolders();
        this.workspace = job.workspace();
        this.version = job.version();
        this.run = job.run();
        this.facts = job.facts();
        this.attempt = new UpdateAttempt(job);
        this.wayBack = new WayBack(job);
    }

    /** On from where an earlier agent was. */
    Outcome resume(JournalEntry interrupted) throws CanceledException, InterruptedException {
        run.commit();
        facts.saved(Optional.ofNullable(interrupted.evidence().get(UpdateEvidence.SAVED)));
        try {
            workspace.settle(run.id());
            Optional<Ending> postUpdate =
                    ended(interrupted.evidence()); // asked first: another step's result takes its place
            String head = workspace.state(run.id()).head();
            if (!head.equals(plan.from()) && !head.equals(plan.to())) {
                return Outcome.mayHaveRun("the agent was interrupted, and the checkout is now at " + head
                                + ", which is neither " + plan.from() + " nor " + plan.to())
                        .with(facts.asMap());
            }
            job.holdVersion();
            LOG.info("Going on with an interrupted update; the checkout is at {}", head);
            return goOn(interrupted, postUpdate, head).with("resumed", "true");
        } catch (WorkspaceException e) {
            return Outcome.mayHaveRun(e.getMessage()).with(facts.asMap());
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
                    .with(facts.asMap());
        }
        Optional<RolloutStep> step =
                Optional.ofNullable(evidence.get(UpdateEvidence.STEP)).map(RolloutStep::of);
        if (evidence.get(UpdateEvidence.DIRECTION).equals(UpdateEvidence.FORWARD) && interrupted.resumptions() == 1) {
            if (step.equals(Optional.of(RolloutStep.POST_UPDATE))) {
                return afterPostUpdate(postUpdate);
            }
            return forwardAgain(step);
        }
        String why =
                evidence.getOrDefault(UpdateEvidence.FAILURE, "the agent was interrupted twice in the middle of it");
        if (ownFolders
                && evidence.get(UpdateEvidence.DIRECTION).equals(UpdateEvidence.FORWARD)
                && step.isEmpty()
                && head.equals(plan.from())) {
            return job.nothingTouched(new StepFailedException("switch", why, null, null));
        }
        boolean isBack = evidence.get(UpdateEvidence.DIRECTION).equals(UpdateEvidence.BACK);
        RolloutStep first =
                isBack && postUpdate.filter(end -> end.failure().isEmpty()).isPresent()
                        ? RolloutStep.RESTART
                        : RolloutStep.POST_UPDATE;
        return wayBack.take(new StepFailedException("update", why, null, null), first);
    }

    private Optional<Ending> ended(Map<String, String> evidence) {
        return Optional.ofNullable(evidence.get(UpdateEvidence.RUN))
                .filter(id -> !id.isEmpty())
                .flatMap(id -> workspace.ended(run.id(), id));
    }

    private Outcome afterPostUpdate(Optional<Ending> end) throws CanceledException, InterruptedException {
        if (end.isEmpty()) {
            String why = "the agent was interrupted while the program ran, which may not be run twice";
            return wayBack.take(new StepFailedException("post_update", why, null, null));
        }
        if (end.get().failure().isPresent()) {
            return wayBack.take(StepFailedException.of(end.get().failure().get()));
        }
        return attempt.rollOut(RolloutStep.RESTART);
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
            return noted.isEmpty() ? attempt.notSwitched(failure) : wayBack.take(failure);
        }
        return attempt.rollOut(noted.orElse(RolloutStep.POST_UPDATE));
    }
}
