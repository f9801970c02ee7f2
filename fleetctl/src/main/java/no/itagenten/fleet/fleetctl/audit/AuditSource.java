package no.itagenten.fleet.fleetctl.audit;

import com.google.gson.JsonObject;
import java.util.function.Predicate;

/** The whole audit log, oldest first. */
@FunctionalInterface
public interface AuditSource {

    /**
     * Hands each entry on, as it came, until one is not wanted any more.
     *
     * @param goesOn told each entry; false ends the reading
     * @throws no.itagenten.fleet.fleetctl.problem.Problem if it cannot be read
     */
    void forEach(Predicate<JsonObject> goesOn);
}
