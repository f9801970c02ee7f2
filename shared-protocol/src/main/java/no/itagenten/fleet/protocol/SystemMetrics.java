package no.itagenten.fleet.protocol;

import com.google.gson.annotations.SerializedName;
import java.util.Optional;

/**
 * One sample of a machine's load. Percentages are 0 to 100.
 *
 * @param temperatureCelsius the hottest sensor
 * @param load1m the load average of one minute
 * @param uptimeSeconds seconds since boot
 */
public record SystemMetrics(
        @SerializedName("cpu_percent") Optional<Double> cpuPercent,
        @SerializedName("memory_percent") Optional<Double> memoryPercent,
        @SerializedName("disk_percent") Optional<Double> diskPercent,
        @SerializedName("temperature_celsius") Optional<Double> temperatureCelsius,
        @SerializedName("load_1m") Optional<Double> load1m,
        @SerializedName("uptime") Optional<Long> uptimeSeconds) {

    public static final SystemMetrics NONE = new SystemMetrics(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
