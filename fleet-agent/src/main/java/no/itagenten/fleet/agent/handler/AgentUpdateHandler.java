package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import no.itagenten.fleet.agent.journal.JournalEntry;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.upgrade.RefusedReleaseException;
import no.itagenten.fleet.agent.upgrade.SelfUpgrade;
import no.itagenten.fleet.agent.upgrade.UpgradeReport;
import no.itagenten.fleet.agent.upgrade.UpgradeReport.State;
import no.itagenten.fleet.protocol.AgentUpdate;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.release.ReleaseVersion;

/**
 * Replaces the agent itself. One agent begins it and another ends it: what proves the outcome is the version of the one that runs
 * afterwards, together with root's report of the trial. The services go on meanwhile, so that nothing but a lock holds it up.
 */
final class AgentUpdateHandler implements CommandHandler<AgentUpdate> {

    private static final String FROM = "from_version";
    private static final String TO = "to_version";
    private static final String RESTARTED = "restarted";
    private static final long LOOK_AGAIN_MILLIS = 500;

    /** Beyond the time that a new agent is given on trial. */
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(8);

    private final SelfUpgrade upgrade;
    private final Turn turn;
    private final LongSupplier nanoTime;

    AgentUpdateHandler(SelfUpgrade upgrade, Turn turn, LongSupplier nanoTime) {
        this.upgrade = upgrade;
        this.turn = turn;
        this.nanoTime = nanoTime;
    }

    @Override
    public Outcome execute(AgentUpdate command, CommandRun run)
            throws CanceledException, ExpiredException, IOException, InterruptedException {
        if (upgrade.running().equals(command.version())) {
            run.commit();
            return Outcome.succeeded("fleet-agent " + command.version() + " runs already; nothing was touched");
        }
        Optional<String> obstacle = upgrade.obstacle();
        if (obstacle.isPresent()) {
            return Outcome.rejected(obstacle.get());
        }
        run.tell("fetch", "fetching fleet-agent " + command.version());
        try {
            upgrade.fetch(run.id(), ReleaseVersion.parse(command.version()), run.cancellation());
        } catch (RefusedReleaseException | IOException e) {
            return Outcome.failed("nothing was touched: " + e.getMessage());
        }
        run.stopIfCanceled();
        turn.awaitUnlocked(run);
        run.commit();
        run.note(
                "switch",
                "putting fleet-agent " + command.version() + " in place",
                Map.of(FROM, upgrade.running(), TO, command.version()));
        String problem = upgrade.apply();
        Optional<UpgradeReport> report = upgrade.report(run.id());
        if (report.isEmpty() && upgrade.isOnTrial(run.id())) {
            return restart(
                    run); // it was cut short after the switch, or before: the guard knows, and the next agent tells
        }
        if (report.isEmpty()) {
            return Outcome.mayHaveRun("root's part of the upgrade left no report"
                    + (problem.isEmpty() ? "" : ": " + problem) + ". See: journalctl -u r58-fleet-agent-upgrade");
        }
        return report.get().state() == State.SWITCHED ? restart(run) : settled(report.get());
    }

    @Override
    public Outcome resume(AgentUpdate command, JournalEntry interrupted, CommandRun run)
            throws CanceledException, ExpiredException, IOException, InterruptedException {
        if (!interrupted.evidence().containsKey(TO)) {
            return execute(command, run); // it ended before anything was touched
        }
        run.commit();
        run.tellCommitted("confirm", "fleet-agent " + upgrade.running() + " runs");
        boolean isNew = upgrade.running().equals(command.version());
        long begun = nanoTime.getAsLong();
        while (nanoTime.getAsLong() - begun < SETTLED_WITHIN.toNanos()) {
            // Asked first: it reports before it ends, and so does the guard.
            boolean working = upgrade.isBeingApplied() || upgrade.isOnTrial(run.id());
            Optional<UpgradeReport> report = upgrade.report(run.id());
            if (report.isPresent() && isSettled(report.get(), isNew)) {
                return settled(report.get());
            }
            if (report.isPresent() && report.get().state() == State.SWITCHED && !isNew) {
                // This agent was started before the switch, or the programs were replaced by hand since.
                return interrupted.evidence().containsKey(RESTARTED)
                        ? Outcome.failed("fleet-agent " + upgrade.running() + " runs in spite of the switch to "
                                        + command.version() + "; somebody has replaced the programs since")
                                .with(versions(interrupted))
                        : restart(run);
            }
            if (report.isEmpty() && !working) {
                return Outcome.failed("the agent ended before root began to put fleet-agent " + command.version()
                                + " in place. Nothing was changed; send the command again")
                        .with(versions(interrupted));
            }
            new Cancellation().await(LOOK_AGAIN_MILLIS);
        }
        return Outcome.mayHaveRun("fleet-agent " + upgrade.running() + " runs, and after "
                        + SETTLED_WITHIN.toMinutes() + " minutes nobody has reported how the trial of "
                        + command.version() + " ended. See: journalctl -u r58-fleet-agent-guard")
                .with(versions(interrupted));
    }

    /** One that was taken back is restarted by whoever took it back; until then this is not the place to say so. */
    private static boolean isSettled(UpgradeReport report, boolean isNew) {
        return switch (report.state()) {
            case REFUSED -> true;
            case SWITCHED -> false;
            case CONFIRMED -> isNew;
            case ROLLED_BACK -> !isNew;
        };
    }

    private Outcome settled(UpgradeReport report) {
        CommandState state = switch (report.state()) {
            case CONFIRMED -> CommandState.SUCCEEDED;
            case ROLLED_BACK -> CommandState.ROLLED_BACK;
            case REFUSED, SWITCHED -> CommandState.FAILED;
        };
        return Outcome.of(state, report.message()).with("running_version", upgrade.running());
    }

    /** When this agent ends, the next one goes on in {@link #resume}. */
    private Outcome restart(CommandRun run) throws IOException, InterruptedException {
        run.noteCommitted("restart", "the agent restarts", Map.of(RESTARTED, "yes"));
        upgrade.restart();
        Duration time = Duration.ofMinutes(1);
        new Cancellation().await(time.toMillis());
        return Outcome.mayHaveRun("the agent was to end " + time.toSeconds() + " s ago, and has not");
    }

    private static Map<String, String> versions(JournalEntry entry) {
        return Map.of(
                FROM, entry.evidence().getOrDefault(FROM, ""),
                TO, entry.evidence().getOrDefault(TO, ""));
    }
}
