package no.itagenten.fleet.fleetctl.top;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** By what the devices are sorted; the letter chooses it. What is worse comes first. */
enum TopOrder {
    STATUS('o', "status", Comparator.comparing(TopOrder::presence)),
    NAME('n', "name", Comparator.comparing(device -> device.name().toLowerCase(Locale.ROOT))),
    VENUE('v', "venue", Comparator.comparing(device -> device.venue().orElse("\uffff"))),
    CPU('c', "CPU", largest(DeviceView::cpuPercent)),
    MEMORY('m', "memory", largest(DeviceView::memoryPercent)),
    DISK('d', "disk", largest(DeviceView::diskPercent)),
    TEMPERATURE('t', "temperature", largest(DeviceView::temperatureCelsius)),
    LAST_SEEN('l', "last seen", Comparator.comparing(device -> device.lastSeen().orElse(Instant.MIN)));

    private final char letter;
    private final String title;
    private final Comparator<DeviceView> comparator;

    TopOrder(char letter, String title, Comparator<DeviceView> comparator) {
        this.letter = letter;
        this.title = title;
        this.comparator = comparator;
    }

    private static int presence(DeviceView device) {
        return switch (device.status()) {
            case OFFLINE -> 0;
            case PENDING -> 1;
            case ONLINE -> 2;
        };
    }

    private static Comparator<DeviceView> largest(Function<DeviceView, Optional<Double>> figure) {
        return Comparator.comparing(device -> -figure.apply(device).orElse(-1.0));
    }

    char letter() {
        return letter;
    }

    String title() {
        return title;
    }

    /** Total: rows that are alike stand by name and id, and never jump. */
    Comparator<DeviceView> comparator(boolean reversed) {
        return (reversed ? comparator.reversed() : comparator)
                .thenComparing(DeviceView::name)
                .thenComparing(device -> device.id().value());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<TopOrder> of(char letter) {
        for (TopOrder order : values()) {
            if (order.letter == letter) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }
}
