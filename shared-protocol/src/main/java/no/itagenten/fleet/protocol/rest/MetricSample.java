package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.Optional;

/**
 * How a device was in one minute: an entry of {@code GET /api/devices/{id}/metrics}. There is none for a minute in which the device
 * was not there.
 *
 * @param timestamp the minute, by the server's clock
 */
public record MetricSample(
        Instant timestamp,
        @SerializedName("cpu_percent") Optional<Double> cpuPercent,
        @SerializedName("memory_percent") Optional<Double> memoryPercent,
        @SerializedName("disk_percent") Optional<Double> diskPercent,
        @SerializedName("temperature_celsius") Optional<Double> temperatureCelsius,
        @SerializedName("load_1m") Optional<Double> load1m) {}
