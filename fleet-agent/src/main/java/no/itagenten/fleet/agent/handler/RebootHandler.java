package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import no.itagenten.fleet.agent.journal.JournalEntry;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.service.SystemdServices;
import no.itagenten.fleet.protocol.Reboot;

/** Has the machine rebooted. What proves it is another boot id, seen by the agent that comes afterwards. */
final class RebootHandler implements CommandHandler<Reboot> {

    private static final String BEFORE = "boot_id_before";
    private static final String AFTER = "boot_id_after";
    private static final Duration ASK_WITHIN = Duration.ofSeconds(30);
    private static final Duration MAY_COME_WITHIN = Duration.ofSeconds(15);
    private static final Duration STANDARD_PATIENCE = Duration.ofMinutes(2);

    private final List<String> rebootCommand;
    private final ProcessRunner processes;
    private final String bootId;
    private final Turn turn;
    private final Duration patience;

    /**
     * @param rebootCommand program and arguments; empty: this machine is not for the fleet to reboot
     * @param bootId of the running system
     */
    RebootHandler(List<String> rebootCommand, ProcessRunner processes, String bootId, Turn turn) {
        this(rebootCommand, processes, bootId, turn, STANDARD_PATIENCE);
    }

    /** @param patience after which a machine that still runs is not being rebooted */
    RebootHandler(List<String> rebootCommand, ProcessRunner processes, String bootId, Turn turn, Duration patience) {
        this.rebootCommand = List.copyOf(rebootCommand);
        this.processes = processes;
        this.bootId = bootId;
        this.turn = turn;
        this.patience = patience;
    }

    @Override
    public Outcome execute(Reboot command, CommandRun run)
            throws CanceledException, ExpiredException, IOException, InterruptedException {
        if (rebootCommand.isEmpty()) {
            return Outcome.rejected("this device is not rebooted by the fleet: its own configuration names no "
                    + "REBOOT_COMMAND, and its services are not systemd's");
        }
        if (bootId.equals("unknown")) {
            return Outcome.rejected("the system has no boot id, so a reboot could not be told from none");
        }
        turn.await(run, command.terms());
        run.commit();
        run.note("reboot", "rebooting", Map.of(BEFORE, bootId));
        ProcessOutcome outcome;
        try {
            outcome = processes.run(
                    new CommandLine(rebootCommand, Path.of("/"), SystemdServices.ENVIRONMENT, ASK_WITHIN));
        } catch (IOException e) {
            return Outcome.failed("not rebooted: " + e.getMessage());
        }
        if (!outcome.succeeded()) {
            // A shutdown that has begun takes the system bus away from whoever asks for it: a failure to ask proves
            // nothing yet.
            new Cancellation().await(Math.min(patience.toMillis(), MAY_COME_WITHIN.toMillis()));
            StepFailedException failure = StepFailedException.of("reboot", rebootCommand.get(0), outcome);
            return Outcome.failed("not rebooted: " + failure.getMessage()).because(failure);
        }
        return awaitEnd(run);
    }

    @Override
    public Outcome resume(Reboot command, JournalEntry interrupted, CommandRun run)
            throws CanceledException, ExpiredException, IOException, InterruptedException {
        String before = interrupted.evidence().get(BEFORE);
        if (before == null) {
            return execute(command, run); // it ended before anything was asked for
        }
        run.commit();
        if (!before.equals(bootId)) {
            return Outcome.succeeded("rebooted").with(Map.of(BEFORE, before, AFTER, bootId));
        }
        // The agent is stopped before the machine is: perhaps that is all that has happened yet.
        return awaitEnd(run);
    }

    /** When the reboot comes, the agent is stopped here and the next one goes on in {@link #resume}. */
    private Outcome awaitEnd(CommandRun run) throws InterruptedException {
        Duration time = run.deadline().atMost(patience);
        new Cancellation().await(time.toMillis());
        return Outcome.failed("the reboot was asked for, but the device still runs after " + time.toSeconds()
                        + " s; something keeps it from shutting down")
                .with(BEFORE, bootId);
    }
}
