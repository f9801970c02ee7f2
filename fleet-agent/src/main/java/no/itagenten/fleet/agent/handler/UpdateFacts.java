package no.itagenten.fleet.agent.handler;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.itagenten.fleet.agent.workspace.Workspace.Plan;

/** What an update tells of itself with its result. For the commands' thread. */
final class UpdateFacts {

    private final Plan plan;
    private Optional<String> saved = Optional.empty();

    UpdateFacts(Plan plan) {
        this.plan = plan;
    }

    /** @param patch where local changes were saved, if there were any */
    void saved(Optional<String> patch) {
        saved = patch;
    }

    /** What the way back leads to, in words. */
    String origin() {
        return plan.isFirst() ? "nothing in place" : plan.from();
    }

    Map<String, String> asMap() {
        Map<String, String> facts = new TreeMap<>(Map.of(UpdateEvidence.TO, plan.to()));
        if (!plan.isFirst()) {
            facts.put(UpdateEvidence.FROM, plan.from());
        }
        saved.ifPresent(patch -> facts.put(UpdateEvidence.SAVED, patch));
        return facts;
    }
}
