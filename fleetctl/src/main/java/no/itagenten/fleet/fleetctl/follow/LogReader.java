package no.itagenten.fleet.fleetctl.follow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import no.itagenten.fleet.fleetctl.client.EventFeed;
import no.itagenten.fleet.fleetctl.client.LogQuery;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.Json;
import no.itagenten.fleet.fleetctl.output.LogPrinter;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.LogEntry;

/** Prints a device's log, oldest line first, as it is or as it grows. */
public final class LogReader {

    private static final Duration POLL = Duration.ofSeconds(30);

    private final Invocation invocation;
    private final DeviceView device;
    private final OutputOption output;
    private final LogPrinter printer;

    /** A reader of one device's log. */
    public LogReader(Invocation invocation, DeviceView device, OutputOption output) {
        this.invocation = invocation;
        this.device = device;
        this.output = output;
        this.printer = new LogPrinter(invocation.times(), invocation.outPaint());
    }

    /** The newest lines, page by page where there are more than the server gives at once. */
    public void print(LogQuery query, int lines) {
        List<LogEntry> newestFirst = new ArrayList<>();
        LogQuery page = query;
        while (newestFirst.size() < lines) {
            int limit = Math.min(lines - newestFirst.size(), LogQuery.MAX_LIMIT);
            List<LogEntry> entries = invocation.client().logs(device.id(), page.withLimit(limit));
            newestFirst.addAll(entries);
            if (entries.size() < limit) {
                break;
            }
            page = page.before(entries.get(entries.size() - 1).id());
        }
        if (newestFirst.isEmpty() && lines > 0) {
            invocation.say("No log lines of " + DeviceFinder.title(device) + " match.");
        }
        Collections.reverse(newestFirst);
        if (output.json()) {
            invocation.printJson(newestFirst);
            return;
        }
        StringBuilder text = new StringBuilder();
        newestFirst.forEach(entry -> text.append(printer.entry(entry)));
        invocation.print(text.toString());
    }

    /** Lines as they come, until somebody ends it; after a break nothing is missing and nothing comes twice. */
    public void follow(LogQuery query) {
        long lastId = -1;
        boolean connected = false;
        boolean told = false;
        try (EventFeed feed = invocation.client().followLogs(device.id(), query)) {
            while (true) {
                EventFeed.Item item = feed.poll(POLL).orElse(null);
                if (item instanceof EventFeed.Event event
                        && event.event().type().equals("log")) {
                    LogEntry entry = invocation.client().decode(event.event(), LogEntry.class);
                    if (entry.id() > lastId) {
                        lastId = entry.id();
                        print(entry);
                    }
                } else if (item instanceof EventFeed.Connected) {
                    connected = true;
                    told = false;
                } else if (item instanceof EventFeed.Lost lost) {
                    if (!connected) {
                        throw lost.problem();
                    }
                    if (!told) {
                        invocation.say(
                                "The connection is lost (" + lost.problem().getMessage() + "); trying again.");
                        told = true;
                    }
                } else if (item instanceof EventFeed.Ended ended) {
                    throw ended.problem();
                }
            }
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.INTERRUPTED) {
                throw e;
            }
            throw new Problem(Problem.Kind.INTERRUPTED, "", "");
        }
    }

    private void print(LogEntry entry) {
        invocation.print(output.json() ? Json.render(entry, false) : printer.entry(entry));
    }
}
