package no.itagenten.fleet.fleetd.audit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.DeviceId;

/**
 * Ties an event to the work that it is about: the first write that this work does takes the event along, in the same transaction, so
 * that neither is on disk without the other. The work adds what only it knows by {@link #note}, on its own thread or, inside the write,
 * on the writer's. Outside of a scope a note goes nowhere, so that the domain need not know who watches.
 */
public final class AuditScope {

    private static final ThreadLocal<AuditScope> CURRENT = new ThreadLocal<>();

    private enum State {
        /** Nothing was written yet. */
        OPEN,
        /** A write has taken the event and has not ended. */
        TAKEN,
        WRITTEN
    }

    private final AtomicReference<State> state;
    private final AtomicReference<AuditEvent> event;
    private volatile boolean refused;

    private AuditScope(AuditEvent event, State state) {
        this.event = new AtomicReference<>(event);
        this.state = new AtomicReference<>(state);
    }

    /** Of work that is in the log if it goes well. */
    public AuditScope(AuditEvent event) {
        this(event, State.OPEN);
    }

    /** Of work that is in the log only if it is refused: its writes take nothing along. */
    public static AuditScope ofRefusals(AuditEvent event) {
        return new AuditScope(event, State.WRITTEN);
    }

    /** Does work within this scope, on this thread. */
    public <T> T during(Supplier<T> work) {
        AuditScope outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /** The event with all that was noted until now. */
    public AuditEvent event() {
        return event.get();
    }

    /** Whether the event is on disk, or need not be. */
    public boolean isWritten() {
        return state.get() == State.WRITTEN;
    }

    /** Whether the event is on disk as that of a refusal, see {@link #refusedWithEffect}. */
    public boolean isRefusalWritten() {
        return refused && isWritten();
    }

    /** The scope of this thread's work, if its event is still to be written; whoever takes it settles it. */
    public static Optional<AuditScope> take() {
        return Optional.ofNullable(CURRENT.get()).filter(scope -> scope.state.compareAndSet(State.OPEN, State.TAKEN));
    }

    /** Says whether the write, with the event, is on disk; if not, the next one takes it. */
    public void settle(boolean written) {
        state.set(written ? State.WRITTEN : State.OPEN);
    }

    /** Adds to what is written of the work that this thread does. */
    public static void note(String name, String value) {
        change(event -> event.with(Map.of(name, value)));
    }

    /** Says who it turned out to be that asked for this thread's work, and how that was proved. */
    public static void by(String actor, String via) {
        change(event -> event.by(actor, via));
    }

    /** The same, unless it was said already. */
    public static void byUnlessKnown(String actor, String via) {
        change(event -> event.origin().actor().isPresent() ? event : event.by(actor, via));
    }

    /**
     * Says that this thread's work is refused and yet changes something: its next write takes the event along, with that outcome. So it
     * is in the log however many others are refused.
     */
    public static void refusedWithEffect(Outcome how) {
        AuditScope scope = CURRENT.get();
        if (scope != null) {
            scope.event.updateAndGet(event -> event.ended(how));
            scope.refused = true;
            scope.state.set(State.OPEN);
        }
    }

    /** Says which device this thread's work is about. */
    public static void about(DeviceId device) {
        change(event -> event.about(device));
    }

    /** Says which command this thread's work is about. */
    public static void command(CommandId id) {
        change(event -> event.command(id));
    }

    private static void change(UnaryOperator<AuditEvent> change) {
        AuditScope scope = CURRENT.get();
        if (scope != null) {
            scope.event.updateAndGet(change);
        }
    }
}
