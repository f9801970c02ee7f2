package no.itagenten.fleet.fleetctl.logs;

import java.util.List;
import no.itagenten.fleet.fleetctl.client.LogQuery;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** Prints the logs of some devices, the oldest line first, as they are or as they grow. For one thread. */
public final class LogReader {

    private final Invocation invocation;
    private final List<DeviceView> devices;
    private final OutputOption output;
    private final LogFilter filter;
    private final LogLinePrinter printer;
    private boolean first = true;

    /** A reader of these devices' logs. */
    public LogReader(Invocation invocation, List<DeviceView> devices, LogFilter filter, OutputOption output) {
        this.invocation = invocation;
        this.devices = List.copyOf(devices);
        this.filter = filter;
        this.output = output;
        this.printer = new LogLinePrinter(devices, invocation.times(), invocation.outPaint());
    }

    /**
     * The newest lines of all together.
     *
     * @param query what the server is to sort out; its limit does not count
     */
    public void print(LogQuery query, int lines) {
        List<LogLine> found = new LogHistory(invocation.client(), query, filter, lines).read(devices);
        if (found.isEmpty() && lines > 0) {
            String whose = devices.size() == 1 ? DeviceFinder.title(devices.get(0)) : devices.size() + " devices";
            invocation.say("No log lines of " + whose + " match.");
        }
        if (output.forPrograms()) {
            invocation.printMany(
                    output,
                    Kind.LOG_ENTRY,
                    found.stream().map(DeviceLogEntry::of).toList());
            return;
        }
        StringBuilder text = new StringBuilder();
        for (LogLine line : found) {
            text.append(printer.text(line));
            if (text.length() > 1 << 16) {
                invocation.print(text.toString());
                text.setLength(0);
            }
        }
        invocation.print(text.toString());
    }

    /**
     * The newest lines, and then each as it comes, until somebody ends it. After a break nothing is missing and nothing comes
     * twice.
     */
    public void follow(LogQuery query, int lines) {
        LogHistory history = new LogHistory(invocation.client(), query, filter, lines);
        history.read(devices).forEach(this::print);
        try (LogFeeds feeds = new LogFeeds(invocation, devices, query, history)) {
            while (true) {
                feeds.next().stream()
                        .filter(line -> filter.matches(line.entry()))
                        .forEach(this::print);
            }
        }
    }

    private void print(LogLine line) {
        if (output.forPrograms()) {
            invocation.printNext(output, Kind.LOG_ENTRY, DeviceLogEntry.of(line), first);
            first = false;
        } else {
            invocation.print(printer.text(line));
        }
    }
}
