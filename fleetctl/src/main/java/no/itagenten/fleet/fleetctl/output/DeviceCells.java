package no.itagenten.fleet.fleetctl.output;

import java.util.Optional;
import no.itagenten.fleet.protocol.rest.DeviceStatus;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** How parts of a device look. */
public final class DeviceCells {

    private static final double AMBER_FROM = 60;
    private static final double RED_FROM = 80;

    private DeviceCells() {}

    /** Presence, with a symbol for those who see no colour. */
    public static Cell status(DeviceStatus status) {
        return switch (status) {
            case ONLINE -> new Cell("● online", Tone.GOOD);
            case PENDING -> new Cell("◌ pending", Tone.WARN);
            case OFFLINE -> new Cell("○ offline", Tone.BAD);
        };
    }

    /** How a device is let in that waits for it; empty if it does not. */
    public static Optional<String> approval(DeviceView device) {
        return device.status() == DeviceStatus.PENDING
                ? Optional.of("waits for approval: fleetctl device approve " + device.id())
                : Optional.empty();
    }

    /** A share of something, 0 to 100: green below 60, amber below 80, red from there. */
    public static Cell percent(Optional<Double> percent) {
        return percent.map(value -> new Cell(Math.round(value) + "%", tone(value)))
                .orElse(Cell.nothing());
    }

    /** Degrees, judged by the same steps: these boards throttle at about 85. */
    public static Cell temperature(Optional<Double> celsius) {
        return celsius.map(value -> new Cell(Math.round(value) + " °C", tone(value)))
                .orElse(Cell.nothing());
    }

    /** A service's state. */
    public static Tone serviceTone(String state) {
        return switch (state) {
            case "active" -> Tone.GOOD;
            case "failed" -> Tone.BAD;
            default -> Tone.WARN;
        };
    }

    /** Whether a figure of 0 to 100 is in the red. */
    public static boolean isCritical(double value) {
        return value >= RED_FROM;
    }

    /** A version; of a git commit only the beginning that people use. */
    public static String shortVersion(String version) {
        return version.matches("[0-9a-f]{40}|[0-9a-f]{64}") ? version.substring(0, 10) : version;
    }

    /** How grave a figure of 0 to 100 is. */
    static Tone tone(double value) {
        return value >= RED_FROM ? Tone.BAD : value >= AMBER_FROM ? Tone.WARN : Tone.GOOD;
    }
}
