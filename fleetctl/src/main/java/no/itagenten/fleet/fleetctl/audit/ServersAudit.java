package no.itagenten.fleet.fleetctl.audit;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.Predicate;
import no.itagenten.fleet.fleetctl.client.AuditFilter;
import no.itagenten.fleet.fleetctl.client.FleetClient;

/** The audit log of a running server, page by page; what is added meanwhile is read too. */
public final class ServersAudit implements AuditSource {

    private final FleetClient client;

    /** The log of the server behind that client. */
    public ServersAudit(FleetClient client) {
        this.client = client;
    }

    @Override
    public void forEach(Predicate<JsonObject> goesOn) {
        long last = 0;
        while (true) {
            List<JsonObject> page = client.auditAfter(last, AuditFilter.MAX_LIMIT);
            for (JsonObject entry : page) {
                if (!goesOn.test(entry)) {
                    return;
                }
            }
            long next = page.isEmpty() ? last : ChainCheck.idOf(page.get(page.size() - 1));
            if (next <= last) {
                return; // nothing more, or no way to ask for it: a server that turns in circles keeps nobody busy
            }
            last = next;
        }
    }
}
