package no.itagenten.fleet.agent.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The kernel's thermal zones: a system-on-chip has one for each cluster of cores, for graphics, and so on. */
public final class Thermal {

    private static final double LEAST_PLAUSIBLE = -40;
    private static final double MOST_PLAUSIBLE = 150;

    private final Path zones;

    /** @param root the file system's root */
    public Thermal(Path root) {
        this.zones = root.resolve("sys/class/thermal");
    }

    /** The hottest zone in degrees Celsius; empty when there is none. */
    public Optional<Double> hottest() {
        Optional<Double> hottest = Optional.empty();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(zones, "thermal_zone*")) {
            for (Path zone : all) {
                Optional<Double> temperature = read(zone.resolve("temp"));
                if (temperature.isPresent() && (hottest.isEmpty() || temperature.get() > hottest.get())) {
                    hottest = temperature;
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return hottest;
    }

    private static Optional<Double> read(Path file) {
        try {
            double celsius = Long.parseLong(
                            Files.readString(file, StandardCharsets.US_ASCII).strip())
                    / 1000.0;
            return celsius > LEAST_PLAUSIBLE && celsius < MOST_PLAUSIBLE ? Optional.of(celsius) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty(); // a zone that is switched off answers with an error
        }
    }
}
