package no.itagenten.fleet.fleetd.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import no.itagenten.fleet.fleetd.log.LogQuery;
import no.itagenten.fleet.fleetd.log.LogService;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.LogEntry;

/**
 * Sends one reader the lines of one device as they are stored. It reads from the store, after the last line sent, and reads no
 * further before those have left: a slow reader costs nothing, loses nothing and sees nothing twice.
 */
final class LogFollower {

    private static final int AT_ONCE = 100;

    /** Lines are long or short: so much of them, or a single one, waits for a reader. */
    private static final int CHARACTERS_AT_ONCE = 128 * 1024;

    private final LogService logs;
    private final LogQuery query;
    private final EventStream stream;
    private final Executor workers;
    private final Runnable onNews = this::wake;
    private long cursor;
    private boolean busy;
    private boolean news;

    LogFollower(LogService logs, LogQuery query, EventStream stream, Executor workers) {
        this.logs = logs;
        this.query = new LogQuery(query.device(), AT_ONCE, query.since(), query.level(), Optional.empty());
        this.stream = stream;
        this.workers = workers;
    }

    /** @param after begin after the entry of this id */
    void start(long after) {
        synchronized (this) {
            cursor = after;
            busy = true;
        }
        logs.follow(query.device(), onNews);
        stream.onClose(() -> logs.unfollow(query.device(), onNews));
        workers.execute(this::read);
    }

    private void wake() {
        synchronized (this) {
            news = true;
            if (busy) {
                return;
            }
            busy = true;
        }
        workers.execute(this::read);
    }

    private void read() {
        long after;
        synchronized (this) {
            news = false;
            after = cursor;
        }
        List<LogEntry> entries;
        try {
            entries = logs.after(query, after);
        } catch (RuntimeException e) {
            stream.close(); // the reader comes back with its Last-Event-ID
            return;
        }
        if (!entries.isEmpty()) {
            send(entries);
            return;
        }
        synchronized (this) {
            if (!news) {
                busy = false;
                return;
            }
        }
        workers.execute(this::read);
    }

    private void send(List<LogEntry> entries) {
        List<String> lot = new ArrayList<>();
        int characters = 0;
        for (LogEntry entry : entries) {
            String line = WireJson.encode(entry);
            characters += line.length();
            if (characters > CHARACTERS_AT_ONCE && !lot.isEmpty()) {
                break;
            }
            lot.add(line);
        }
        synchronized (this) { // before the lines leave: when the last has, the next are read
            cursor = entries.get(lot.size() - 1).id();
        }
        for (int i = 0; i < lot.size(); i++) {
            boolean last = i == lot.size() - 1;
            stream.send("log", Long.toString(entries.get(i).id()), lot.get(i), last ? this::sent : () -> {});
        }
    }

    private void sent() {
        workers.execute(this::read);
    }
}
