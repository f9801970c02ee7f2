package no.itagenten.fleet.fleetctl.logs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.client.LogQuery;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.LogEntry;

/**
 * The newest lines of several devices together, by time. Reads them page by page, and of each device only as far back as its lines can
 * be among the newest; never holds more than what is asked for and a page. For one thread.
 */
final class LogHistory {

    private final FleetClient client;
    private final LogQuery query;
    private final LogFilter filter;
    private final int lines;
    private final PriorityQueue<LogLine> newest = new PriorityQueue<>(LogLine.BY_TIME);
    private final Map<DeviceId, Long> reached = new HashMap<>();

    /** @param lines how many of all together */
    LogHistory(FleetClient client, LogQuery query, LogFilter filter, int lines) {
        this.client = client;
        this.query = query;
        this.filter = filter;
        this.lines = lines;
    }

    /** Reads, and returns the lines, the oldest first. */
    List<LogLine> read(List<DeviceView> devices) {
        devices.forEach(this::read);
        List<LogLine> sorted = new ArrayList<>(newest);
        sorted.sort(LogLine.BY_TIME);
        return sorted;
    }

    /** The newest entry that a device had, wanted or not: whoever follows it goes on behind that; 0 for none. */
    long reached(DeviceId device) {
        return reached.getOrDefault(device, 0L);
    }

    private void read(DeviceView device) {
        int page = filter.takesAll() ? Math.max(1, Math.min(lines, LogQuery.MAX_LIMIT)) : LogQuery.MAX_LIMIT;
        LogQuery next = query.withLimit(page);
        int wanted = lines;
        while (true) {
            List<LogEntry> entries = client.logs(device.id(), next);
            if (!entries.isEmpty()) {
                reached.putIfAbsent(device.id(), entries.get(0).id());
            }
            List<LogEntry> matching =
                    new ArrayList<>(entries.stream().filter(filter::matches).toList());
            matching = matching.subList(0, Math.min(wanted, matching.size()));
            wanted -= matching.size();
            boolean room = add(device, matching);
            if (entries.size() < next.limit() || wanted == 0 || !room) {
                return;
            }
            int more = filter.takesAll() ? Math.min(wanted, LogQuery.MAX_LIMIT) : LogQuery.MAX_LIMIT;
            next = query.withLimit(more).before(entries.get(entries.size() - 1).id());
        }
    }

    /** Whether an older line could still be among the newest. */
    private boolean add(DeviceView device, List<LogEntry> newestFirst) {
        List<LogEntry> oldestFirst = new ArrayList<>(newestFirst);
        Collections.reverse(oldestFirst);
        boolean dropped = false;
        LogLine before = null;
        for (LogEntry entry : oldestFirst) {
            before = LogLine.after(before, device, entry);
            newest.add(before);
            if (newest.size() > lines) {
                dropped |= newest.remove().device().id().equals(device.id());
            }
        }
        return !dropped;
    }
}
