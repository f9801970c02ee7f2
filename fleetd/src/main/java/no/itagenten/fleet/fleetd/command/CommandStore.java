package no.itagenten.fleet.fleetd.command;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.DeviceId;

/** Where commands last. Each write's future completes, in the order of the writes, after its commit. */
public interface CommandStore {

    CompletableFuture<Void> insert(Command command);

    /**
     * Changes a command in one transaction.
     *
     * @return the command as it is now; empty if there is none
     */
    CompletableFuture<Optional<Command>> update(CommandId id, UnaryOperator<Command> change);

    /**
     * Marks every queued command of the device as delivered, in one transaction.
     *
     * @return those commands, oldest first: whoever gets them must send them
     */
    CompletableFuture<List<Command>> takeQueued(DeviceId device, Instant now);

    Optional<Command> find(CommandId id);

    /** Newest first. */
    List<Command> newest(Optional<DeviceId> device, boolean activeOnly, int limit);

    /** All commands that have not come to their end, oldest first. */
    List<Command> active();

    /** Those of one device, oldest first. */
    List<Command> active(DeviceId device);

    /** When the device's latest finished command ended. */
    Optional<Instant> lastEnd(DeviceId device);

    /** Forgets finished commands that ended before that time. */
    CompletableFuture<Integer> deleteFinishedBefore(Instant time);
}
