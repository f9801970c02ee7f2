package no.itagenten.fleet.protocol;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The life of a command, with its legal transitions in one table. A final state never changes. */
public enum CommandState {
    /** Accepted and on disk; waits for the device or for an earlier command. */
    QUEUED,
    /** Handed to the device's connection; not yet begun, as far as is known. */
    DELIVERED,
    /** The device is at it. */
    RUNNING,
    /** Begun, and waiting on the device for a reason it names (busy, window, lock). */
    WAITING,
    /** Done, and verified where the command verifies. */
    SUCCEEDED,
    /** Not done; the message says what failed and what state the device is in. */
    FAILED,
    /** Failed, and the earlier state was restored and verified. */
    ROLLED_BACK,
    /** Nothing was heard in time: the outcome is unknown. A result that comes late is kept beside it. */
    TIMED_OUT,
    /** The device refused it; nothing was touched. */
    REJECTED,
    /** An operator took it back; the message says whether the device had begun. */
    CANCELED,
    /** Its time to begin passed, on its way or on the device; it never ran. */
    EXPIRED;

    private static final Set<CommandState> ENDS =
            EnumSet.of(SUCCEEDED, FAILED, ROLLED_BACK, TIMED_OUT, REJECTED, CANCELED, EXPIRED);
    private static final Set<CommandState> TOLD_BY_DEVICE =
            EnumSet.of(SUCCEEDED, FAILED, ROLLED_BACK, REJECTED, CANCELED, EXPIRED);
    private static final Map<CommandState, Set<CommandState>> NEXT = Map.of(
            QUEUED, EnumSet.of(DELIVERED, REJECTED, CANCELED, EXPIRED),
            DELIVERED,
                    EnumSet.of(
                            RUNNING, WAITING, SUCCEEDED, FAILED, ROLLED_BACK, TIMED_OUT, REJECTED, CANCELED, EXPIRED),
            RUNNING, EnumSet.of(WAITING, SUCCEEDED, FAILED, ROLLED_BACK, TIMED_OUT, REJECTED, CANCELED),
            WAITING, EnumSet.of(RUNNING, SUCCEEDED, FAILED, ROLLED_BACK, TIMED_OUT, REJECTED, CANCELED, EXPIRED));

    /** Whether nothing can follow. */
    public boolean isFinal() {
        return ENDS.contains(this);
    }

    /** Whether a device may end a command with it; the others are for the server to say. */
    public boolean reportedByDevice() {
        return TOLD_BY_DEVICE.contains(this);
    }

    public boolean canBecome(CommandState next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
