package no.itagenten.fleet.fleetctl.top;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.LogEntry;
import no.itagenten.fleet.protocol.rest.MetricSample;

/** What is known and what is chosen: everything a frame is made of. Knows no terminal and no server. For one thread. */
final class TopModel {

    /** What is on the screen. */
    enum View {
        LIST,
        DETAIL,
        HELP
    }

    /** Since when nothing new comes, and why. */
    record Stale(Instant since, String why) {}

    private static final int MOST_LOG_LINES = 500;

    private final Map<DeviceId, DeviceView> devices = new HashMap<>();
    private final Map<DeviceId, Sparkline> cpu = new HashMap<>();
    private final Deque<LogEntry> logs = new ArrayDeque<>();
    private Optional<Stale> stale = Optional.empty();
    private boolean loaded;

    View view = View.LIST;
    TopOrder order = TopOrder.STATUS;
    boolean reversed;
    String filter = "";
    boolean typing;
    boolean quit;
    private DeviceId selected;

    /** All devices, as they are now; whoever is not among them is gone. */
    void all(Collection<DeviceView> now) {
        devices.clear();
        now.forEach(this::put);
        cpu.keySet().retainAll(devices.keySet());
        loaded = true;
    }

    /** A device is new, or has changed. */
    void put(DeviceView device) {
        devices.put(device.id(), device);
        device.cpuPercent()
                .ifPresent(value ->
                        cpu.computeIfAbsent(device.id(), id -> new Sparkline()).add(value));
    }

    /** A device is gone. */
    void remove(String id) {
        devices.keySet().removeIf(known -> known.value().equals(id));
        cpu.keySet().retainAll(devices.keySet());
        if (view == View.DETAIL && selected().isEmpty()) {
            view = View.LIST;
        }
    }

    /** How a device was before we came; what has been seen since stands behind it. */
    void history(DeviceId device, List<MetricSample> oldestFirst) {
        Sparkline line = new Sparkline();
        oldestFirst.forEach(sample -> sample.cpuPercent().ifPresent(line::add));
        Optional.ofNullable(devices.get(device)).flatMap(DeviceView::cpuPercent).ifPresent(line::add);
        cpu.put(device, line);
    }

    /** A line of the device that is looked at. */
    void log(DeviceId device, LogEntry entry) {
        if (device.equals(selected)
                && (logs.isEmpty() || entry.id() > logs.getLast().id())) {
            logs.addLast(entry);
            if (logs.size() > MOST_LOG_LINES) {
                logs.removeFirst();
            }
        }
    }

    void live() {
        stale = Optional.empty();
    }

    void lost(Instant when, String why) {
        stale = Optional.of(new Stale(stale.map(Stale::since).orElse(when), why));
    }

    Optional<Stale> stale() {
        return stale;
    }

    boolean loaded() {
        return loaded;
    }

    Collection<DeviceView> devices() {
        return devices.values();
    }

    List<LogEntry> logs() {
        return List.copyOf(logs);
    }

    String cpu(DeviceId device, int cells) {
        Sparkline line = cpu.get(device);
        return line == null ? " ".repeat(cells) : line.text(cells);
    }

    /** The devices that pass the filter, in order. */
    List<DeviceView> rows() {
        String wanted = filter.toLowerCase(Locale.ROOT);
        List<DeviceView> rows = new ArrayList<>();
        for (DeviceView device : devices.values()) {
            if (words(device).contains(wanted)) {
                rows.add(device);
            }
        }
        rows.sort(order.comparator(reversed));
        return rows;
    }

    private static String words(DeviceView device) {
        return String.join(
                        "\n",
                        device.id().value(),
                        device.name(),
                        device.venue().orElse(""),
                        String.join("\n", device.tags()),
                        device.status().wireName())
                .toLowerCase(Locale.ROOT);
    }

    /** The chosen device, by which row it stands in whatever the order is; the first while none was chosen. */
    int selectedRow(List<DeviceView> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).id().equals(selected)) {
                return i;
            }
        }
        return 0;
    }

    void select(DeviceView device) {
        if (!device.id().equals(selected)) {
            logs.clear();
            selected = device.id();
        }
    }

    Optional<DeviceView> selected() {
        return Optional.ofNullable(selected).map(devices::get);
    }
}
