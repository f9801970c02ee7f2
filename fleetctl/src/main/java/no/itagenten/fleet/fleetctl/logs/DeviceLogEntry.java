package no.itagenten.fleet.fleetctl.logs;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.Optional;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.rest.LogEntry;

/** A log entry for programs: as in the API, and whose it is. */
record DeviceLogEntry(
        long id,
        @SerializedName("device_id") DeviceId deviceId,
        Instant timestamp,
        @SerializedName("received_at") Instant receivedAt,
        LogLevel level,
        Optional<String> source,
        String message) {

    static DeviceLogEntry of(LogLine line) {
        LogEntry entry = line.entry();
        return new DeviceLogEntry(
                entry.id(),
                line.device().id(),
                entry.timestamp(),
                entry.receivedAt(),
                entry.level(),
                entry.source(),
                entry.message());
    }
}
