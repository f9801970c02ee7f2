package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.Optional;
import no.itagenten.fleet.protocol.DeviceId;

/** The short answer to "how is it?": presence and metrics. */
public record DeviceStatusView(
        DeviceId id,
        String name,
        DeviceStatus status,
        @SerializedName("last_seen") Optional<Instant> lastSeen,
        Optional<String> version,
        @SerializedName("cpu_percent") Optional<Double> cpuPercent,
        @SerializedName("memory_percent") Optional<Double> memoryPercent,
        @SerializedName("disk_percent") Optional<Double> diskPercent,
        @SerializedName("temperature_celsius") Optional<Double> temperatureCelsius,
        @SerializedName("load_1m") Optional<Double> load1m,
        Optional<Long> uptime) {

    public static DeviceStatusView of(DeviceView device) {
        return new DeviceStatusView(
                device.id(),
                device.name(),
                device.status(),
                device.lastSeen(),
                device.version(),
                device.cpuPercent(),
                device.memoryPercent(),
                device.diskPercent(),
                device.temperatureCelsius(),
                device.load1m(),
                device.uptime());
    }
}
