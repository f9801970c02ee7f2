package no.itagenten.fleet.fleetctl.logs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.itagenten.fleet.fleetctl.output.DisplayWidth;
import no.itagenten.fleet.fleetctl.output.LogPrinter;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.output.Times;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** Lines for people: where there are several devices, whose it is stands first, in a colour of its own. */
final class LogLinePrinter {

    private static final int MOST_CELLS = 24;

    private final LogPrinter printer;
    private final Map<DeviceId, String> prefixes = new HashMap<>();

    LogLinePrinter(List<DeviceView> devices, Times times, Paint paint) {
        printer = new LogPrinter(times, paint);
        if (devices.size() < 2) {
            return;
        }
        List<String> names = devices.stream()
                .map(device -> DisplayWidth.fit(Sanitizer.line(device.name()), MOST_CELLS))
                .toList();
        int widest = names.stream().mapToInt(DisplayWidth::of).max().orElse(0);
        for (int i = 0; i < names.size(); i++) {
            String padding = " ".repeat(widest - DisplayWidth.of(names.get(i)));
            prefixes.put(devices.get(i).id(), paint.hue("[" + names.get(i) + "]", i) + padding + " ");
        }
    }

    String text(LogLine line) {
        return prefixes.getOrDefault(line.device().id(), "") + printer.entry(line.entry());
    }
}
