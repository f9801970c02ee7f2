package no.itagenten.fleet.agent.handler;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.itagenten.fleet.agent.workspace.Workspace.Plan;

/**
 * What an update notes in the journal before each step that cannot be taken twice, so that an agent that comes after it can judge how
 * far it had come.
 */
final class UpdateEvidence {

    static final String FROM = "from_commit";
    static final String TO = "to_commit";
    static final String SAVED = "local_changes_saved";
    static final String DIRECTION = "direction";
    static final String STEP = "step";
    static final String RUN = "post_update_run";
    static final String FAILURE = "failure";
    static final String FORWARD = "forward";
    static final String BACK = "back";
    private static final String FROM_BRANCH = "from_branch";

    private UpdateEvidence() {}

    /** What an earlier agent noted before it switched; empty if it did not come so far. */
    static Optional<Plan> planOf(Map<String, String> evidence) {
        return evidence.containsKey(DIRECTION)
                ? Optional.of(
                        new Plan(evidence.get(FROM), Optional.ofNullable(evidence.get(FROM_BRANCH)), evidence.get(TO)))
                : Optional.empty();
    }

    /** From where the update sets out, for the plan to be found again. */
    static Map<String, String> origin(Plan plan) {
        Map<String, String> evidence = new TreeMap<>(Map.of(FROM, plan.from()));
        plan.fromBranch().ifPresent(branch -> evidence.put(FROM_BRANCH, branch));
        return evidence;
    }

    static Map<String, String> step(RolloutStep step, String run) {
        return Map.of(STEP, step.wireName(), RUN, run);
    }

    /** The run on record is the way back's own from here on. */
    static Map<String, String> wayBack(StepFailedException failure, RolloutStep first) {
        Map<String, String> evidence = new TreeMap<>(Map.of(DIRECTION, BACK, FAILURE, failure.describe()));
        if (first == RolloutStep.POST_UPDATE) {
            evidence.put(RUN, "");
        }
        return evidence;
    }
}
