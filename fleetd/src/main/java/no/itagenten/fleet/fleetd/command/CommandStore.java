package no.itagenten.fleet.fleetd.command;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.DeviceId;

/**
 * Where commands last. What follows a write runs after its commit, in the order of the writes, one at a time; it must not block.
 * Each write's future completes after that.
 */
public interface CommandStore {

    /** Makes of a command what it is to be, inside the transaction. */
    @FunctionalInterface
    interface Change {

        /** @param lastEnd when the device's latest finished command ended, as this transaction sees it */
        Command apply(Command command, Supplier<Optional<Instant>> lastEnd);
    }

    /**
     * Takes a command in, unless the request that asks for it came before.
     *
     * @param afterCommit gets the command that is there now: this one, or the one that the earlier request led to. The future
     *     fails with {@link KeyReusedException} if that request asked for something else
     */
    <R> CompletableFuture<R> insert(Command command, Optional<RequestKey> key, Function<Command, R> afterCommit);

    /**
     * The command that an earlier request of that key led to.
     *
     * @throws KeyReusedException if it asked for something else
     */
    Optional<Command> find(RequestKey key);

    /** Forgets keys that came before that time. */
    CompletableFuture<Integer> deleteKeysBefore(Instant time);

    /**
     * Changes a command in one transaction.
     *
     * @param afterCommit gets the command as it is now; empty if there is none
     */
    <R> CompletableFuture<R> update(CommandId id, Change change, Function<Optional<Command>, R> afterCommit);

    /**
     * Marks every queued command of the device as delivered, in one transaction.
     *
     * @param afterCommit gets those commands, oldest first, and must send them
     */
    CompletableFuture<Void> takeQueued(DeviceId device, Instant now, Consumer<List<Command>> afterCommit);

    Optional<Command> find(CommandId id);

    /** Which commands. */
    enum Selection {
        ALL,
        /** Not at their end. */
        ACTIVE,
        /** Ended without having done what was asked, or nobody knows; not those that were taken back or came too late. */
        FAILED
    }

    /**
     * Newest first.
     *
     * @param devices of these alone; empty: of all
     */
    List<Command> newest(Optional<List<DeviceId>> devices, Selection selection, int limit);

    /** All commands that have not come to their end, oldest first. */
    List<Command> active();

    /** Those of one device, oldest first. */
    List<Command> active(DeviceId device);

    /** When the device's latest finished command ended. */
    Optional<Instant> lastEnd(DeviceId device);

    /** Forgets finished commands that ended before that time. */
    CompletableFuture<Integer> deleteFinishedBefore(Instant time);
}
