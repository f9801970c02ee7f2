package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import no.itagenten.fleet.agent.journal.Journal;
import no.itagenten.fleet.agent.journal.JournalEntry;
import no.itagenten.fleet.agent.journal.Stage;
import no.itagenten.fleet.protocol.Cancel;
import no.itagenten.fleet.protocol.CommandAck;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.CommandTerms;
import no.itagenten.fleet.protocol.DeviceCommand;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.MessageCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out commands, one at a time and in order, each at most once: a command goes into the journal before anything else, and
 * one that is in the journal is never begun again. While the journal cannot take a result, nothing further is begun: the next
 * agent would take the older command for unfinished, and carry it on over what came after it. Safe for several threads; nothing
 * here waits for a command to end.
 */
public final class CommandExecutor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommandExecutor.class);
    private static final int MAX_UNFINISHED = 100;
    private static final long LOOK_AT_DEADLINE_MILLIS = 1000;
    private static final Duration JOIN_WITHIN = Duration.ofSeconds(2);

    private final DeviceId device;
    private final Journal journal;
    private final UnsavedResults unsaved;
    private final CommandDispatch dispatch;
    private final Consumer<DeviceMessage> uplink;
    private final Consumer<Optional<String>> display;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final BeginLimits limits;
    private final BlockingQueue<CommandId> waiting = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::work, "commands");
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "command-deadlines");
        made.setDaemon(true);
        return made;
    });
    private final Object intake = new Object();
    private Optional<Running> running = Optional.empty();

    private record Running(CommandId id, CommandRun run) {}

    CommandExecutor(
            DeviceId device,
            Journal journal,
            CommandDispatch dispatch,
            Consumer<DeviceMessage> uplink,
            Consumer<Optional<String>> display,
            Clock clock,
            LongSupplier nanoTime) {
        this.device = device;
        this.journal = journal;
        this.unsaved = new UnsavedResults(journal);
        this.dispatch = dispatch;
        this.uplink = uplink;
        this.display = display;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.limits = new BeginLimits(clock, nanoTime);
    }

    /** Takes up what an earlier agent left, then waits for commands. */
    public void start() {
        waiting.addAll(journal.open());
        thread.start();
        var unused = watch.scheduleWithFixedDelay(
                this::watchDeadline, LOOK_AT_DEADLINE_MILLIS, LOOK_AT_DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Whether it is at work; false before {@link #start} and after {@link #close}. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    /** A command came, perhaps not for the first time. */
    public void deliver(DeviceCommand command) {
        CommandId id = command.commandId();
        synchronized (intake) {
            try {
                Optional<JournalEntry> known = journal.find(id);
                if (known.isPresent()) {
                    uplink.accept(new CommandAck(device, id));
                    tell(known.get());
                    return;
                }
                if (journal.unfinished() >= MAX_UNFINISHED) {
                    refuse(id, MAX_UNFINISHED + " commands wait on this device already; send it again later");
                    return;
                }
                journal.receive(id, Optional.of(MessageCodec.encode(command)));
                limits.received(id);
                uplink.accept(new CommandAck(device, id));
                waiting.add(id);
            } catch (IOException e) {
                LOG.error("Command {} is refused because the journal cannot be written: {}", id, e.getMessage());
                refuse(
                        id,
                        "nothing was done: the device cannot write to its journal (" + e.getMessage()
                                + "); make room on its disk and send the command again");
            }
        }
    }

    /** Somebody takes a command back, who is not named. */
    public void cancel(CommandId id) {
        cancel(new Cancel(id));
    }

    /** Somebody takes a command back. */
    public void cancel(Cancel cancel) {
        CommandId id = cancel.commandId();
        LOG.info(
                "Command {} is taken back{}",
                id,
                cancel.requestedBy().map(name -> " by " + name).orElse(""));
        synchronized (intake) {
            try {
                Optional<JournalEntry> known = journal.find(id);
                if (known.isEmpty()) {
                    // The command itself may still come: it must find its end here.
                    journal.receive(id, Optional.empty());
                    finish(id, Outcome.of(CommandState.CANCELED, "taken back before it reached the device"));
                } else if (unsaved.find(id).isPresent()) {
                    tell(known.get());
                } else if (known.get().stage() == Stage.RECEIVED && !isRunning(id)) {
                    finish(id, Outcome.of(CommandState.CANCELED, "taken back before it was begun"));
                } else if (isRunning(id) && running.orElseThrow().run().requestCancel()) {
                    LOG.info("Command {} is being stopped", id);
                } else {
                    tell(known.get());
                }
            } catch (IOException e) {
                LOG.error("Command {} cannot be taken back: {}", id, e.getMessage());
            }
        }
    }

    /** The server has stored the result. */
    public void resultStored(CommandId id) {
        try {
            journal.acknowledge(id);
        } catch (IOException e) {
            LOG.warn(
                    "The journal cannot note that the result of {} is stored; it is sent again: {}",
                    id,
                    e.getMessage());
        }
    }

    /** On a new connection: says again what the server may have missed. */
    public void retell() {
        for (CommandId id : journal.open()) {
            try {
                journal.find(id).ifPresent(this::tell);
            } catch (IOException e) {
                LOG.warn("The journal's entry for {} cannot be read: {}", id, e.getMessage());
            }
        }
    }

    /** Stops. A command that is under way is taken up again by the next agent. */
    @Override
    public void close() {
        watch.shutdownNow();
        thread.interrupt();
        try {
            thread.join(JOIN_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(JournalEntry entry) {
        Optional<CommandResult> result = entry.result().or(() -> unsaved.find(entry.commandId()));
        if (result.isPresent()) {
            uplink.accept(result.get());
        } else if (entry.progress().isPresent()) {
            uplink.accept(entry.progress().get());
        }
    }

    private boolean isRunning(CommandId id) {
        return running.filter(current -> current.id().equals(id)).isPresent();
    }

    private void refuse(CommandId id, String reason) {
        uplink.accept(result(id, Outcome.rejected(reason)));
    }

    private void watchDeadline() {
        synchronized (intake) {
            running.ifPresent(current -> current.run().watchDeadline());
        }
    }

    private void work() {
        try {
            while (true) {
                CommandId next = waiting.take();
                unsaved.awaitSaved();
                execute(next);
            }
        } catch (InterruptedException e) {
            LOG.debug("The commands' thread was told to stop");
        }
    }

    private void execute(CommandId id) throws InterruptedException {
        try {
            Optional<JournalEntry> begun = begin(id);
            if (begun.isPresent()) {
                display.accept(Optional.of(CommandDispatch.describe(begun.get())));
                Outcome outcome = outcome(begun.get());
                display.accept(Optional.empty());
                synchronized (intake) {
                    CommandRun run = running.orElseThrow().run();
                    running = Optional.empty();
                    limits.forget(id);
                    finish(id, outcome.with(run.remarks()));
                }
            }
        } catch (IOException e) {
            LOG.error("The journal cannot be read for command {}: {}", id, e.getMessage());
        }
    }

    /** Empty when the command has found its end meanwhile. */
    private Optional<JournalEntry> begin(CommandId id) throws IOException {
        synchronized (intake) {
            JournalEntry entry = journal.find(id).orElseThrow(() -> new IOException("no entry"));
            if (entry.stage() == Stage.FINISHED || unsaved.find(id).isPresent()) {
                return Optional.empty();
            }
            boolean begun = entry.stage() != Stage.RECEIVED && !entry.isWaiting();
            if (!begun && limits.isOver(entry, CommandDispatch.termsOf(entry))) {
                finish(
                        id,
                        Outcome.of(CommandState.EXPIRED, "its time passed before the device came to it; it never ran"));
                return Optional.empty();
            }
            CommandTerms terms = CommandDispatch.termsOf(entry);
            running = Optional.of(new Running(
                    id,
                    new CommandRun(
                            device,
                            id,
                            journal,
                            uplink,
                            clock,
                            () -> limits.isOver(entry, terms),
                            new Deadline(CommandDispatch.deadlineOf(entry), nanoTime),
                            entry.evidence())));
            return Optional.of(entry);
        }
    }

    private Outcome outcome(JournalEntry entry) throws InterruptedException {
        CommandId id = entry.commandId();
        CommandRun run = running.orElseThrow().run();
        try {
            if (entry.stage() == Stage.RECEIVED) {
                LOG.info("Command {} begins: {}", id, CommandDispatch.origin(entry));
                return dispatch.execute(entry, run);
            }
            LOG.info("Command {} was interrupted and is taken up again: {}", id, CommandDispatch.origin(entry));
            return dispatch.resume(resumed(entry), run);
        } catch (CanceledException e) {
            if (run.isOverdue()) {
                return Outcome.failed(run.deadline().passed() + " before the device came to the step that counts. "
                        + "Nothing was touched; give it more time with --deadline, or look why it takes so long");
            }
            return Outcome.of(CommandState.CANCELED, "stopped on request. Nothing was touched");
        } catch (ExpiredException e) {
            return Outcome.of(
                    CommandState.EXPIRED,
                    "its time passed while it waited (" + e.getMessage() + "); it never ran. Nothing was touched");
        } catch (IOException e) {
            String why = "the journal cannot be written (" + e.getMessage() + "). Nothing further was done";
            return entry.stage() == Stage.RECEIVED ? Outcome.failed(why) : Outcome.mayHaveRun(why);
        } catch (RuntimeException e) {
            LOG.error("Command {} failed by a fault of the agent", id, e);
            return Outcome.mayHaveRun("the agent failed in the middle of it (" + e + "); its log has more");
        }
    }

    /** A full disk is no reason to leave half done what was interrupted: the handler judges, and cannot begin what it cannot note. */
    private JournalEntry resumed(JournalEntry entry) {
        try {
            return journal.resume(entry.commandId());
        } catch (IOException e) {
            LOG.warn(
                    "The journal cannot note that command {} is taken up again: {}", entry.commandId(), e.getMessage());
            return entry.resumed();
        }
    }

    private void finish(CommandId id, Outcome outcome) {
        CommandResult result = result(id, outcome);
        LOG.info("Command {} ended: {}: {}", id, result.state().wireName(), result.message());
        if (!unsaved.save(result)) {
            waiting.add(id); // has the commands' thread try again
        }
        uplink.accept(result);
    }

    private CommandResult result(CommandId id, Outcome outcome) {
        Map<String, String> details = outcome.details();
        return new CommandResult(
                device,
                id,
                outcome.state(),
                outcome.message(),
                outcome.exitCode(),
                outcome.output(),
                details.isEmpty() ? Optional.empty() : Optional.of(details),
                Optional.of(clock.instant()));
    }
}
