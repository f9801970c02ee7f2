package no.itagenten.fleet.fleetd.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.Text;

/**
 * Something that is to stand in the audit log, before it has its place in the chain. Immutable; texts that came from outside are cut
 * and freed of what is not visible.
 */
public record AuditEvent(
        Instant at,
        Origin origin,
        String action,
        Optional<DeviceId> device,
        Optional<CommandId> command,
        Map<String, String> parameters,
        Outcome outcome) {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int LONGEST_VALUE = 200;

    public AuditEvent {
        Map<String, String> bounded = new TreeMap<>();
        parameters.forEach((name, value) -> bounded.put(name, Text.excerpt(value, LONGEST_VALUE)));
        parameters = Collections.unmodifiableMap(bounded);
    }

    /** What went well and is known by nothing but its name. */
    static AuditEvent of(Instant at, String action) {
        return new AuditEvent(at, Origin.NONE, action, Optional.empty(), Optional.empty(), Map.of(), Outcome.OK);
    }

    public AuditEvent from(Origin where) {
        return new AuditEvent(at, where, action, device, command, parameters, outcome);
    }

    public AuditEvent by(String actor, String via) {
        return from(origin.by(actor, via));
    }

    public AuditEvent about(DeviceId id) {
        return new AuditEvent(at, origin, action, Optional.of(id), command, parameters, outcome);
    }

    public AuditEvent command(CommandId id) {
        return new AuditEvent(at, origin, action, device, Optional.of(id), parameters, outcome);
    }

    /** With these parameters beside those it has. */
    public AuditEvent with(Map<String, String> others) {
        Map<String, String> more = new TreeMap<>(parameters);
        more.putAll(others);
        return new AuditEvent(at, origin, action, device, command, more, outcome);
    }

    public AuditEvent ended(Outcome how) {
        return new AuditEvent(at, origin, action, device, command, parameters, how);
    }

    /** A time as it stands in the log: such texts sort as the times do. */
    public static String text(Instant time) {
        return MILLIS.format(time);
    }
}
