package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.util.Map;
import no.itagenten.fleet.agent.probe.ApplicationVersion;
import no.itagenten.fleet.agent.workspace.Workspace;
import no.itagenten.fleet.agent.workspace.Workspace.Plan;
import no.itagenten.fleet.agent.workspace.WorkspaceException;
import no.itagenten.fleet.protocol.CommandState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Back to the commit that ran before, restarted and proved in its turn. That it is under way is on disk before it begins. For the
 * commands' thread.
 */
final class WayBack {

    private static final Logger LOG = LoggerFactory.getLogger(WayBack.class);

    private final Plan plan;
    private final Workspace workspace;
    private final Rollout rollout;
    private final ApplicationVersion version;
    private final BlockedCommits blocked;
    private final CommandRun run;
    private final UpdateFacts facts;

    WayBack(UpdateJob job) {
        this.plan = job.plan();
        this.workspace = job.workspace();
        this.rollout = job.rollout();
        this.version = job.version();
        this.blocked = job.blocked();
        this.run = job.run();
        this.facts = job.facts();
    }

    Outcome take(StepFailedException failure) throws CanceledException, InterruptedException {
        return take(failure, RolloutStep.POST_UPDATE);
    }

    /** @param first the step to begin with, where an earlier agent had come further */
    Outcome take(StepFailedException failure, RolloutStep first) throws CanceledException, InterruptedException {
        LOG.warn("The update to {} failed and is taken back: {}", plan.to(), failure.describe());
        if (!plan.to().equals(plan.from())) {
            blocked.block(plan.to());
        }
        try {
            run.note(
                    "rollback",
                    "going back to " + facts.origin() + " because of " + failure.describe(),
                    UpdateEvidence.wayBack(failure, first));
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
                        .with(facts.asMap())
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
                .with(facts.asMap())
                .with(blockedUntil())
                .because(failure);
    }

    private Map<String, String> blockedUntil() {
        return blocked.until(plan.to())
                .map(until -> Map.of("blocked_until", until.toString()))
                .orElse(Map.of());
    }

    private Outcome broken(StepFailedException failure, StepFailedException second) throws InterruptedException {
        version.release();
        String at;
        try {
            at = "the checkout is at " + workspace.state(run.id()).head();
        } catch (WorkspaceException e) {
            at = "the checkout cannot be read: " + e.getMessage();
        }
        return Outcome.failed(failure.describe() + ". Going back to " + facts.origin() + " failed too: "
                        + second.describe() + "; " + at + "; " + rollout.describeServices()
                        + ". Somebody has to look at the device")
                .with(facts.asMap())
                .because(failure)
                .andBecause(second);
    }

    /** A journal that cannot be written does not keep the device from going back. */
    private void noteBack(RolloutStep step, String id, String message) {
        String told = step.wireName() + ": " + message;
        try {
            // On the way back the run of the program stays on record: what comes after it may be repeated, it may not.
            run.noteCommitted("rollback", told, id.isEmpty() ? Map.of() : Map.of(UpdateEvidence.RUN, id));
        } catch (IOException e) {
            LOG.warn("The journal could not take note of the way back: {}", e.getMessage());
        }
    }
}
