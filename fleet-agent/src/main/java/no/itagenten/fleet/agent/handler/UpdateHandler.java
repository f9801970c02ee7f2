package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import no.itagenten.fleet.agent.config.ApplicationConfig;
import no.itagenten.fleet.agent.git.Target;
import no.itagenten.fleet.agent.journal.JournalEntry;
import no.itagenten.fleet.agent.probe.ApplicationVersion;
import no.itagenten.fleet.agent.workspace.Workspace;
import no.itagenten.fleet.agent.workspace.Workspace.Difference;
import no.itagenten.fleet.agent.workspace.Workspace.Plan;
import no.itagenten.fleet.agent.workspace.WorkspaceException;
import no.itagenten.fleet.protocol.Update;
import no.itagenten.fleet.protocol.UpdateOptions;

/** Finds out what an update asks for, whether it may be done, and has it done. Everything before the switch touches nothing. */
final class UpdateHandler implements CommandHandler<Update> {

    private final ApplicationConfig application;
    private final Workspace workspace;
    private final Rollout rollout;
    private final ApplicationVersion version;
    private final BlockedCommits blocked;
    private final Turn turn;

    UpdateHandler(
            ApplicationConfig application,
            Workspace workspace,
            Rollout rollout,
            ApplicationVersion version,
            BlockedCommits blocked,
            Turn turn) {
        this.application = application;
        this.workspace = workspace;
        this.rollout = rollout;
        this.version = version;
        this.blocked = blocked;
        this.turn = turn;
    }

    @Override
    public Outcome execute(Update command, CommandRun run)
            throws CanceledException, ExpiredException, IOException, InterruptedException {
        if (application.remote().isEmpty()) {
            return Outcome.rejected("this device takes no updates: its own configuration names no APP_REMOTE");
        }
        UpdateOptions options = options(command);
        Plan plan;
        Difference difference;
        try {
            plan = workspace.prepare(
                    run.id(), target(command), options.forced(), run::tellCommitted, run.cancellation());
            difference = workspace.compare(plan.forward(run.id()));
        } catch (WorkspaceException e) {
            if (run.cancellation().isRequested()) {
                throw new CanceledException();
            }
            StepFailedException failure = StepFailedException.of(e);
            return Outcome.failed(failure.describe() + ". Nothing was touched").because(failure);
        }
        UpdateJob job = job(plan, command, run);
        if (plan.from().equals(plan.to()) && !options.forced()) {
            version.remember(plan.to());
            return Outcome.succeeded("already at " + plan.to())
                    .with(job.facts().asMap())
                    .with("already_current", "true");
        }
        if (difference.older() && !options.downgradeAllowed()) {
            return Outcome.rejected(plan.to() + " is older than " + plan.from()
                            + ", which runs and contains it; to go back to it nevertheless, allow the downgrade "
                            + "(--allow-downgrade). Nothing was touched")
                    .with(job.facts().asMap());
        }
        Optional<Instant> blockedUntil = blocked.until(plan.to());
        if (blockedUntil.isPresent() && !options.forced()) {
            return Outcome.rejected(plan.to() + " was rolled back on this device and is blocked until "
                            + blockedUntil.get().truncatedTo(ChronoUnit.SECONDS)
                            + "; to try it nevertheless, force it (--force) or lift the block with: fleetctl device unblock "
                            + run.device() + " " + plan.to() + ". Nothing was touched")
                    .with(job.facts().asMap());
        }
        if (blockedUntil.isPresent() && !options.onlyTried()) {
            blocked.unblock(Optional.of(plan.to()));
        }
        if (options.onlyTried()) {
            return tried(plan, difference).with(job.facts().asMap());
        }
        turn.await(run, command.terms());
        return new UpdateAttempt(job).begin(options.forced());
    }

    @Override
    public Outcome resume(Update command, JournalEntry interrupted, CommandRun run)
            throws CanceledException, ExpiredException, IOException, InterruptedException {
        Optional<Plan> plan = UpdateEvidence.planOf(interrupted.evidence());
        if (plan.isEmpty() && interrupted.isWaiting()) {
            return execute(command, run);
        }
        if (plan.isEmpty()) {
            // What may still be fetching is no harm, and the next command ends it.
            return Outcome.failed(
                    "the agent was interrupted before it switched to the new version. Nothing was touched; "
                            + "send the update again");
        }
        return new UpdateResumption(job(plan.get(), command, run)).resume(interrupted);
    }

    private UpdateJob job(Plan plan, Update command, CommandRun run) {
        Optional<Duration> verifyTimeout =
                options(command).verifyTimeoutSeconds().map(Duration::ofSeconds);
        return new UpdateJob(
                plan,
                application.releases().isPresent(),
                workspace,
                rollout.within(verifyTimeout),
                version,
                blocked,
                run,
                new UpdateFacts(plan));
    }

    private static Outcome tried(Plan plan, Difference difference) {
        int count = difference.commits().size();
        String from = plan.isFirst() ? "" : "from " + plan.from() + " ";
        String commits = count == 0 ? "" : ", " + count + (count == 1 ? " commit" : " commits") + " further";
        Outcome outcome = Outcome.succeeded("would update " + (difference.older() ? "back " : "") + from + "to "
                        + plan.to() + commits + ". Nothing was touched")
                .with("dry_run", "true");
        return count == 0 ? outcome : outcome.withOutput(String.join("\n", difference.commits()));
    }

    private static UpdateOptions options(Update command) {
        return command.options().orElse(UpdateOptions.NONE);
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
}
