package no.itagenten.fleet.agent.probe;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.protocol.SystemMetrics;

/**
 * A sample of how the machine fares. The processor's load is that since the sample before. For one thread at a time.
 */
public final class MetricsProbe {

    private final Machine machine;
    private final Thermal thermal;
    private final Path disk;

    /** The readings a sample is made of; what the machine cannot tell is empty. */
    public interface Machine {
        /** 0 to 1, since the last call; empty the first time, and when that was only just. */
        Optional<Double> cpuLoad();

        long memoryTotal();

        long memoryAvailable();

        Optional<Double> load1m();

        Optional<Double> cpuTemperature();

        long uptimeSeconds();
    }

    /** @param disk a folder on the file system that is reported */
    public MetricsProbe(Machine machine, Thermal thermal, Path disk) {
        this.machine = machine;
        this.thermal = thermal;
        this.disk = disk;
    }

    public SystemMetrics sample() {
        return new SystemMetrics(
                machine.cpuLoad().map(load -> percent(load, 1)),
                memoryPercent(),
                diskPercent(),
                thermal.hottest().or(machine::cpuTemperature).map(MetricsProbe::rounded),
                machine.load1m().map(MetricsProbe::rounded),
                Optional.of(machine.uptimeSeconds()));
    }

    private Optional<Double> memoryPercent() {
        long total = machine.memoryTotal();
        return total <= 0
                ? Optional.empty()
                : Optional.of(percent((double) (total - machine.memoryAvailable()), (double) total));
    }

    private Optional<Double> diskPercent() {
        try {
            FileStore store = Files.getFileStore(disk);
            long total = store.getTotalSpace();
            return total <= 0
                    ? Optional.empty()
                    : Optional.of(percent((double) (total - store.getUnallocatedSpace()), (double) total));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static double percent(double part, double whole) {
        return rounded(Math.max(0, Math.min(100, 100 * part / whole)));
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
