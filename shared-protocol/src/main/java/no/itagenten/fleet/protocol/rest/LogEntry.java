package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.Optional;
import no.itagenten.fleet.protocol.LogLevel;

/**
 * A stored log line.
 *
 * @param id rises with arrival; the cursor for {@code before}, {@code after} and Last-Event-ID
 * @param timestamp the device's clock, or the server's where the device gave none
 */
public record LogEntry(
        long id,
        Instant timestamp,
        @SerializedName("received_at") Instant receivedAt,
        LogLevel level,
        Optional<String> source,
        String message) {}
