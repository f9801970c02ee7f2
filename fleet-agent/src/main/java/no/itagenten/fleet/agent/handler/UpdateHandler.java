package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.itagenten.fleet.agent.config.ApplicationConfig;
import no.itagenten.fleet.agent.git.Checkout;
import no.itagenten.fleet.agent.git.GitException;
import no.itagenten.fleet.agent.handler.UpdatePreparation.Plan;
import no.itagenten.fleet.agent.journal.JournalEntry;
import no.itagenten.fleet.agent.probe.ApplicationVersion;
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
    private static final String FAILURE = "failure";
    private static final String FORWARD = "forward";
    private static final String BACK = "back";

    private final ApplicationConfig application;
    private final Checkout checkout;
    private final UpdatePreparation preparation;
    private final Rollout rollout;
    private final ApplicationVersion version;

    UpdateHandler(ApplicationConfig application, Checkout checkout, Rollout rollout, ApplicationVersion version) {
        this.application = application;
        this.checkout = checkout;
        this.preparation = new UpdatePreparation(application, checkout);
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
            plan = preparation.prepare(command, run);
            if (plan.from().equals(plan.to())) {
                return Outcome.succeeded("already at " + plan.to()).with(facts(plan));
            }
            checkout.keep(plan.from());
        } catch (StepFailedException e) {
            return Outcome.failed(e.describe() + ". Nothing was touched").because(e);
        } catch (GitException e) {
            return Outcome.failed("verify: " + e.getMessage() + ". Nothing was touched");
        }
        run.commit();
        Map<String, String> evidence = new TreeMap<>(facts(plan));
        plan.fromBranch().ifPresent(branch -> evidence.put(FROM_BRANCH, branch));
        evidence.put(DIRECTION, FORWARD);
        run.note("switch", "from " + plan.from() + " to " + plan.to(), evidence);
        version.hold(plan.from());
        try {
            checkout.switchTo(plan.to());
        } catch (GitException e) {
            return notSwitched(plan, StepFailedException.of("switch", e), run);
        }
        return rollOut(plan, RolloutStep.POST_UPDATE, run);
    }

    @Override
    public Outcome resume(Update command, JournalEntry interrupted, CommandRun run)
            throws CanceledException, IOException, InterruptedException {
        Map<String, String> evidence = interrupted.evidence();
        if (!evidence.containsKey(DIRECTION)) {
            return Outcome.failed(
                    "the agent was interrupted before it switched to the new version. Nothing was touched; "
                            + "send the update again");
        }
        Plan plan = new Plan(evidence.get(FROM), Optional.ofNullable(evidence.get(FROM_BRANCH)), evidence.get(TO));
        run.commit();
        try {
            checkout.requireUsable();
            String head = checkout.head();
            if (!head.equals(plan.from()) && !head.equals(plan.to())) {
                return Outcome.mayHaveRun("the agent was interrupted, and the checkout is now at " + head
                                + ", which is neither " + plan.from() + " nor " + plan.to())
                        .with(facts(plan));
            }
            version.hold(plan.from());
            LOG.info("Going on with an interrupted update; the checkout is at {}", head);
            return goOn(plan, interrupted, run).with("resumed", "true");
        } catch (GitException e) {
            return Outcome.mayHaveRun(e.getMessage()).with(facts(plan));
        }
    }

    /**
     * The first time forward from the step that was interrupted, unless that was the post-update program: whether it had its effect
     * cannot be known, and twice it must not have it. If forward was what brought the agent down, back.
     */
    private Outcome goOn(Plan plan, JournalEntry interrupted, CommandRun run)
            throws CanceledException, InterruptedException {
        Map<String, String> evidence = interrupted.evidence();
        rollout.endLeftovers(plan.forward(run.id()));
        if (interrupted.resumptions() > 3) {
            version.release();
            return Outcome.mayHaveRun("the agent was interrupted again and again while it updated")
                    .with(facts(plan));
        }
        Optional<RolloutStep> step = Optional.ofNullable(evidence.get(STEP)).map(RolloutStep::of);
        if (evidence.get(DIRECTION).equals(FORWARD) && interrupted.resumptions() == 1) {
            if (step.equals(Optional.of(RolloutStep.POST_UPDATE))) {
                String why = "the agent was interrupted while the program ran, which may not be run twice";
                return rollBack(plan, new StepFailedException("post_update", why, null, null), run);
            }
            return forwardAgain(plan, step.orElse(RolloutStep.POST_UPDATE), run);
        }
        String why = evidence.getOrDefault(FAILURE, "the agent was interrupted twice in the middle of it");
        return rollBack(plan, new StepFailedException("update", why, null, null), run);
    }

    private Outcome forwardAgain(Plan plan, RolloutStep first, CommandRun run)
            throws CanceledException, InterruptedException {
        run.tell("switch", "going on after the agent was interrupted");
        try {
            checkout.forceTo(plan.to()); // a power cut may have left it half written
        } catch (GitException e) {
            return rollBack(plan, StepFailedException.of("switch", e), run);
        }
        return rollOut(plan, first, run);
    }

    private Outcome rollOut(Plan plan, RolloutStep first, CommandRun run)
            throws CanceledException, InterruptedException {
        try {
            rollout.apply(plan.forward(run.id()), first, (step, message) -> note(run, step, message));
        } catch (StepFailedException e) {
            return rollBack(plan, e, run);
        }
        version.release();
        return Outcome.succeeded("updated from " + plan.from() + " to " + plan.to())
                .with(facts(plan));
    }

    /** Git looks before it writes: mostly the tree is as it was. If not, the way back makes it so. */
    private Outcome notSwitched(Plan plan, StepFailedException failure, CommandRun run)
            throws CanceledException, InterruptedException {
        try {
            if (checkout.head().equals(plan.from()) && checkout.changedFiles().isEmpty()) {
                version.release();
                return Outcome.failed(failure.describe() + ". Nothing was touched")
                        .with(facts(plan))
                        .because(failure);
            }
        } catch (GitException e) {
            LOG.warn("After a failed switch the checkout cannot be looked at: {}", e.getMessage());
        }
        return rollBack(plan, failure, run);
    }

    private Outcome rollBack(Plan plan, StepFailedException failure, CommandRun run)
            throws CanceledException, InterruptedException {
        LOG.warn("The update to {} failed and is taken back: {}", plan.to(), failure.describe());
        try {
            run.note(
                    "rollback",
                    "going back to " + plan.from() + " because of " + failure.describe(),
                    Map.of(DIRECTION, BACK, FAILURE, failure.describe()));
        } catch (IOException e) {
            LOG.warn("The journal could not take note of the way back: {}", e.getMessage());
        }
        try {
            checkout.forceTo(plan.from());
            if (plan.fromBranch().isPresent()) {
                checkout.reattach(plan.fromBranch().get(), plan.from());
            }
            version.release();
            rollout.apply(
                    plan.back(run.id()),
                    RolloutStep.POST_UPDATE,
                    (step, message) -> run.tellCommitted("rollback", step.wireName() + ": " + message));
        } catch (StepFailedException e) {
            return broken(plan, failure, e.describe());
        } catch (GitException e) {
            return broken(plan, failure, e.getMessage());
        }
        return Outcome.of(
                        CommandState.ROLLED_BACK,
                        failure.describe() + ". Back at " + plan.from() + ", which was restarted and is well")
                .with(facts(plan))
                .because(failure);
    }

    private Outcome broken(Plan plan, StepFailedException failure, String second) throws InterruptedException {
        version.release();
        String at;
        try {
            at = "the checkout is at " + checkout.head();
        } catch (GitException e) {
            at = "the checkout cannot be read: " + e.getMessage();
        }
        return Outcome.failed(failure.describe() + ". Going back to " + plan.from() + " failed too: " + second + "; "
                        + at + ". Somebody has to look at the device")
                .with(facts(plan))
                .because(failure);
    }

    /** On disk before the step: after a crash it shows how far the update had come. */
    private static void note(CommandRun run, RolloutStep step, String message) throws StepFailedException {
        try {
            run.noteCommitted(step.wireName(), message, Map.of(STEP, step.wireName()));
        } catch (IOException e) {
            throw new StepFailedException(
                    step.wireName(), "the journal cannot be written (" + e.getMessage() + ")", null, null);
        }
    }

    private static Map<String, String> facts(Plan plan) {
        return Map.of(FROM, plan.from(), TO, plan.to());
    }
}
