package no.itagenten.fleet.agent.probe;

import java.util.Arrays;
import java.util.Optional;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.Sensors;
import oshi.software.os.OperatingSystem;

/** The readings of this machine, by OSHI. For one thread at a time. */
public final class OshiMachine implements MetricsProbe.Machine {

    private final CentralProcessor processor;
    private final GlobalMemory memory;
    private final Sensors sensors;
    private final OperatingSystem system;
    private Optional<long[]> ticks = Optional.empty();

    public OshiMachine() {
        SystemInfo info = new SystemInfo();
        processor = info.getHardware().getProcessor();
        memory = info.getHardware().getMemory();
        sensors = info.getHardware().getSensors();
        system = info.getOperatingSystem();
    }

    @Override
    public Optional<Double> cpuLoad() {
        Optional<long[]> before = ticks;
        long[] now = processor.getSystemCpuLoadTicks();
        if (before.isPresent() && Arrays.equals(before.get(), now)) {
            return Optional.empty(); // OSHI remembers its readings for a moment
        }
        ticks = Optional.of(now);
        return before.map(earlier -> processor.getSystemCpuLoadBetweenTicks(earlier, now));
    }

    @Override
    public long memoryTotal() {
        return memory.getTotal();
    }

    @Override
    public long memoryAvailable() {
        return memory.getAvailable();
    }

    @Override
    public Optional<Double> load1m() {
        return Optional.of(processor.getSystemLoadAverage(1)[0]).filter(load -> load >= 0);
    }

    @Override
    public Optional<Double> cpuTemperature() {
        return Optional.of(sensors.getCpuTemperature()).filter(celsius -> celsius > 0);
    }

    @Override
    public long uptimeSeconds() {
        return system.getSystemUptime();
    }
}
