package no.itagenten.fleet.fleetctl.output;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.itagenten.fleet.protocol.BusyState;
import no.itagenten.fleet.protocol.rest.DeviceStatus;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.WindowView;

/** What keeps a device from being disturbed, in words. */
public final class HeldCells {

    private final Times times;

    /** Words that tell times by this clock. */
    public HeldCells(Times times) {
        this.times = times;
    }

    /** On air and locked, in one cell; a dash if neither. */
    public Cell cell(DeviceView device) {
        String text = words(device).collect(Collectors.joining("; "));
        return text.isEmpty() ? Cell.nothing() : new Cell("◆ " + text, Tone.NOTE);
    }

    /** Whether it is on air or locked. */
    public static boolean isHeld(DeviceView device) {
        return device.lock().isPresent() || isOnAir(device);
    }

    /** {@code on air: recording since 12 min}, {@code locked by ola: concert, until …}. */
    Stream<String> words(DeviceView device) {
        return Stream.of(onAir(device), lock(device)).flatMap(Optional::stream);
    }

    /** What an offline device said of itself says nothing about now. */
    public static boolean isOnAir(DeviceView device) {
        return device.status() == DeviceStatus.ONLINE
                && device.busy().map(BusyState::busy).orElse(false);
    }

    private Optional<String> onAir(DeviceView device) {
        return device.busy()
                .filter(busy -> isOnAir(device))
                .map(busy -> "on air: " + busy.reason().orElse("busy")
                        + busy.since()
                                .map(since -> " since " + times.local(since))
                                .orElse(""));
    }

    /** {@code locked by ola: concert, until …}; empty if it is not. */
    public Optional<String> lock(DeviceView device) {
        return device.lock()
                .map(lock -> "locked by " + lock.owner() + ": " + lock.reason()
                        + lock.until().map(end -> ", until " + times.local(end)).orElse("")
                        + (device.policyInForce().orElse(true) ? "" : " (the device does not know it yet)"));
    }

    /** Adds what is to be said to a sheet. */
    void addTo(Sheet sheet, DeviceView device) {
        onAir(device).ifPresent(text -> sheet.field("On air", new Cell("◆ " + text, Tone.NOTE)));
        lock(device).ifPresent(text -> sheet.field("Lock", new Cell("◆ " + text, Tone.NOTE)));
        device.window().ifPresent(window -> sheet.field("Maintenance", window(window)));
        device.timeZone().ifPresent(zone -> sheet.field("Time zone", zone));
    }

    private Cell window(WindowView window) {
        String windows = String.join("; ", window.windows());
        return window.open()
                ? new Cell(
                        windows + "  open"
                                + window.closesAt()
                                        .map(at -> ", closes " + moment(at))
                                        .orElse(""),
                        Tone.GOOD)
                : new Cell(
                        windows + "  closed"
                                + window.opensAt()
                                        .map(at -> ", opens " + moment(at))
                                        .orElse(""),
                        Tone.NOTE);
    }

    private String moment(Instant instant) {
        return times.relative(instant) + " (" + times.local(instant) + ")";
    }
}
