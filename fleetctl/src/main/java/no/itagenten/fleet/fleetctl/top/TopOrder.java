package no.itagenten.fleet.fleetctl.top;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** By what the devices are sorted; the letter chooses it. What is worse comes first. */
enum TopOrder {
    STATUS('o', "status"),
    NAME('n', "name"),
    VENUE('v', "venue"),
    CPU('c', "CPU"),
    MEMORY('m', "memory"),
    DISK('d', "disk"),
    TEMPERATURE('t', "temperature"),
    LAST_SEEN('l', "last seen");

    private final char letter;
    private final String title;

    TopOrder(char letter, String title) {
        this.letter = letter;
        this.title = title;
    }

    private Comparator<DeviceView> comparator() {
        return switch (this) {
            case STATUS -> Comparator.comparing(TopOrder::presence);
            case NAME -> Comparator.comparing(TopOrder::called);
            case VENUE -> Comparator.comparing(device -> device.venue().orElse("\uffff"));
            case CPU -> largest(DeviceView::cpuPercent);
            case MEMORY -> largest(DeviceView::memoryPercent);
            case DISK -> largest(DeviceView::diskPercent);
            case TEMPERATURE -> largest(DeviceView::temperatureCelsius);
            case LAST_SEEN -> Comparator.comparing(device -> device.lastSeen().orElse(Instant.MIN));
        };
    }

    private static String called(DeviceView device) {
        return device.name().toLowerCase(Locale.ROOT);
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
        return (reversed ? comparator().reversed() : comparator())
                .thenComparing(TopOrder::called)
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
