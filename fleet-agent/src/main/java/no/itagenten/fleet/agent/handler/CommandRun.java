package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import no.itagenten.fleet.agent.journal.Journal;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandProgress;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.DeviceMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One execution of one command, as its handler sees it: where to tell and note what is being done, and whether to stop. Steps are
 * for the commands' thread; {@link #requestCancel} is for any.
 */
final class CommandRun {

    private static final String OVERRIDE = "override";
    private static final Logger LOG = LoggerFactory.getLogger(CommandRun.class);

    private final DeviceId device;
    private final CommandId id;
    private final Journal journal;
    private final Consumer<DeviceMessage> uplink;
    private final Clock clock;
    private final Cancellation cancellation = new Cancellation();
    private final BooleanSupplier expired;
    private final Deadline deadline;
    private final Map<String, String> evidence = new HashMap<>();
    private boolean committed;
    private boolean overdue;

    CommandRun(
            DeviceId device,
            CommandId id,
            Journal journal,
            Consumer<DeviceMessage> uplink,
            Clock clock,
            BooleanSupplier expired,
            Deadline deadline,
            Map<String, String> evidence) {
        this.device = device;
        this.id = id;
        this.journal = journal;
        this.uplink = uplink;
        this.clock = clock;
        this.expired = expired;
        this.deadline = deadline;
        this.evidence.putAll(evidence);
    }

    /** Seen by whoever waits or runs a program on behalf of this command. */
    Cancellation cancellation() {
        return cancellation;
    }

    DeviceId device() {
        return device;
    }

    CommandId id() {
        return id;
    }

    /** By the clock that the command's times are told by. */
    Instant now() {
        return clock.instant();
    }

    /** Tells what is done next. Before {@link #commit} also the moment at which a cancellation takes effect. */
    void tell(String phase, String message) throws CanceledException {
        stopIfCanceled();
        tellCommitted(phase, message);
    }

    /** The same for a command that can no longer be taken back. */
    void tellCommitted(String phase, String message) {
        noteIfPossible(progress(phase, message));
    }

    /** Tells what it waits for before it touches anything. */
    void tellWaiting(String phase, String reason) {
        noteIfPossible(new CommandProgress(
                device, id, CommandState.WAITING, phase, Optional.of(reason), Optional.of(clock.instant())));
    }

    private void noteIfPossible(CommandProgress progress) {
        try {
            journal.advance(id, progress, evidence);
        } catch (IOException e) {
            // No harm: what matters for judging a crash is noted by note(), whose failure stops the command.
            LOG.warn("The journal could not take note of {} of command {}: {}", progress.phase(), id, e.getMessage());
        }
        uplink.accept(progress);
    }

    /** Takes note, on disk, of what will show whether the step about to be taken was taken. */
    void note(String phase, String message, Map<String, String> proof) throws IOException, CanceledException {
        stopIfCanceled();
        noteCommitted(phase, message, proof);
    }

    /** The same for a command that can no longer be taken back. */
    void noteCommitted(String phase, String message, Map<String, String> proof) throws IOException {
        evidence.putAll(proof);
        CommandProgress progress = progress(phase, message);
        journal.advance(id, progress, evidence);
        uplink.accept(progress);
    }

    /** How long it may be at it. */
    Deadline deadline() {
        return deadline;
    }

    /** Stops what has touched nothing yet and takes too long. What has begun looks at the deadline between its steps. */
    synchronized void watchDeadline() {
        if (!committed && !cancellation.isRequested() && deadline.isOver()) {
            overdue = true;
            cancellation.request();
        }
    }

    /** Whether it was the deadline that stopped it, and nobody. */
    synchronized boolean isOverdue() {
        return overdue;
    }

    /** Whether it may not begin any more. */
    boolean isExpired() {
        return expired.getAsBoolean();
    }

    /** Goes ahead in spite of this, because somebody accepted the risk; on disk with the next step. */
    void overrides(String risk) {
        evidence.put(OVERRIDE, risk);
    }

    /** What belongs in the result, however it ends. */
    Map<String, String> remarks() {
        return evidence.containsKey(OVERRIDE) ? Map.of(OVERRIDE, evidence.get(OVERRIDE)) : Map.of();
    }

    /** From here on it cannot be taken back. @throws CanceledException if it just was */
    synchronized void commit() throws CanceledException {
        stopIfCanceled();
        committed = true;
    }

    /** Asks the handler to stop. Returns whether it will. */
    synchronized boolean requestCancel() {
        if (committed) {
            return false;
        }
        cancellation.request();
        return true;
    }

    void stopIfCanceled() throws CanceledException {
        if (cancellation.isRequested()) {
            throw new CanceledException();
        }
    }

    private CommandProgress progress(String phase, String message) {
        return new CommandProgress(
                device, id, CommandState.RUNNING, phase, Optional.of(message), Optional.of(clock.instant()));
    }
}
