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

    /** Takes a figure that is not finite, which JSON cannot express, for one that is not known. */
    public SystemMetrics {
        cpuPercent = cpuPercent.filter(Double::isFinite);
        memoryPercent = memoryPercent.filter(Double::isFinite);
        diskPercent = diskPercent.filter(Double::isFinite);
        temperatureCelsius = temperatureCelsius.filter(Double::isFinite);
        load1m = load1m.filter(Double::isFinite);
    }
}
