package no.itagenten.fleet.fleetd.store;

import java.util.Optional;
import no.itagenten.fleet.fleetd.audit.AuditScope;
import org.jdbi.v3.core.Handle;

/**
 * Has the first write of audited work take its event along into the audit log. A write that changes nothing, because what it found
 * did not allow it, takes nothing along: whoever began the work learns what came of it and says so.
 */
final class AuditCompanion implements WriteQueue.Companion {

    private final AuditScope scope;
    private boolean added; // by the writer's thread alone

    private AuditCompanion(AuditScope scope) {
        this.scope = scope;
    }

    static Optional<WriteQueue.Companion> ofThisThread() {
        return AuditScope.take().map(AuditCompanion::new);
    }

    @Override
    public <T> T accompany(Handle handle, WriteQueue.Write<T> write) {
        long before = Sqlite.changes(handle);
        T result = scope.during(() -> write.apply(handle));
        if (Sqlite.changes(handle) != before) {
            AuditRows.append(handle, scope.event());
            added = true;
        }
        return result;
    }

    @Override
    public void ended(boolean committed) {
        scope.settle(committed && added);
    }
}
