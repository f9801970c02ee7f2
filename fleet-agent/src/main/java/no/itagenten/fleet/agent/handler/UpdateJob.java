package no.itagenten.fleet.agent.handler;

import no.itagenten.fleet.agent.probe.ApplicationVersion;
import no.itagenten.fleet.agent.workspace.Workspace;
import no.itagenten.fleet.agent.workspace.Workspace.Plan;

/**
 * One update from one commit to another, and all that takes part in it.
 *
 * @param ownFolders whether each version has a folder of its own, so that what is at the old commit was not touched
 */
record UpdateJob(
        Plan plan,
        boolean ownFolders,
        Workspace workspace,
        Rollout rollout,
        ApplicationVersion version,
        BlockedCommits blocked,
        CommandRun run,
        UpdateFacts facts) {

    /** Until the update has proved itself the old version counts as running. */
    void holdVersion() {
        if (!plan.isFirst()) {
            version.hold(plan.from());
        }
    }

    Outcome nothingTouched(StepFailedException failure) {
        version.release();
        return Outcome.failed(failure.describe() + ". Nothing was touched")
                .with(facts.asMap())
                .because(failure);
    }
}
