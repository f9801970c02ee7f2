package no.itagenten.fleet.agent.log;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows systemd's journal by way of journalctl(1), from a cursor on. What is not taken is not read: journalctl waits, and the
 * journal keeps the rest. {@link #next} is for one thread.
 */
final class JournalFollower implements LogSource {

    /** Under this name its position is kept. */
    static final String NAME = "systemd-journal";

    private static final Logger LOG = LoggerFactory.getLogger(JournalFollower.class);
    private static final Duration START_AGAIN_AFTER = Duration.ofSeconds(5);

    /** While nothing was taken for so long, the journal may have been vacuumed behind what was read ahead. */
    private static final Duration STALLED_AFTER = Duration.ofMinutes(1);

    private static final int MAX_RECORD_BYTES = 256 * 1024;
    private static final int READ_AHEAD = 64;

    private final List<String> units;
    private final String program;
    private final LongSupplier nanoTime;
    private Optional<String> cursor;
    private Optional<Reading> reading = Optional.empty();
    private Optional<Long> lastStart = Optional.empty();
    private Optional<Long> lastTaken = Optional.empty();
    private final Gap gap = new Gap();

    /** A journalctl and what it has printed. */
    private record Reading(Process process, BlockingQueue<Line> lines) {}

    /** @param cursor after which to begin; empty: now */
    JournalFollower(String program, List<String> units, Optional<String> cursor, LongSupplier nanoTime) {
        this.program = program;
        this.units = List.copyOf(units);
        this.cursor = cursor;
        this.nanoTime = nanoTime;
    }

    List<String> units() {
        return units;
    }

    @Override
    public Optional<Line> next() {
        return gap.next(this::take, cursor.orElse(""));
    }

    @Override
    public void close() {
        reading.ifPresent(current -> current.process().destroyForcibly());
        reading = Optional.empty();
    }

    private Optional<Line> take() {
        long now = nanoTime.getAsLong();
        if (lastTaken.isPresent() && now - lastTaken.get() > STALLED_AFTER.toNanos()) {
            close();
        }
        lastTaken = Optional.of(now);
        if (reading.isEmpty()
                || (!reading.get().process().isAlive() && reading.get().lines().isEmpty())) {
            startAgain();
        }
        Optional<Line> line = reading.map(current -> current.lines().poll());
        line.ifPresent(taken -> cursor = Optional.of(taken.position()));
        return line;
    }

    private void startAgain() {
        long now = nanoTime.getAsLong();
        if (lastStart.isPresent() && now - lastStart.get() < START_AGAIN_AFTER.toNanos()) {
            return;
        }
        lastStart = Optional.of(now);
        close();
        if (cursor.filter(last -> JournalCursor.isGone(program, last)).isPresent()) {
            LOG.warn("The journal was vacuumed before it was read to its end");
            gap.open("the journal was vacuumed before they were read");
        }
        try {
            Process process = new ProcessBuilder(arguments())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            Reading started = new Reading(process, new ArrayBlockingQueue<>(READ_AHEAD));
            Optional<String> after = cursor;
            Thread reader = new Thread(() -> read(started, after), "journal");
            reader.setDaemon(true);
            reader.start();
            reading = Optional.of(started);
        } catch (IOException e) {
            LOG.warn("journalctl cannot be started: {}", e.getMessage());
        }
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                program,
                "--follow",
                "--no-pager",
                "--quiet",
                "--all",
                "--output=json",
                "--output-fields=MESSAGE,PRIORITY,UNIT,_SYSTEMD_UNIT"));
        if (cursor.isPresent()) {
            arguments.add("--no-tail");
            // --after-cursor skips the next record of these units when the cursor is another unit's, or gone (systemd
            // 252).
            arguments.add("--cursor=" + cursor.get());
        } else {
            arguments.add("--lines=0");
        }
        units.forEach(unit -> arguments.add("--unit=" + unit));
        return arguments;
    }

    private void read(Reading current, Optional<String> after) {
        try (InputStream in = new BufferedInputStream(current.process().getInputStream())) {
            ByteArrayOutputStream record = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b != '\n') {
                    if (record.size() < MAX_RECORD_BYTES) {
                        record.write(b);
                    }
                    continue;
                }
                Optional<Line> line = JournalRecord.parse(record.toString(StandardCharsets.UTF_8), units, NAME);
                record = new ByteArrayOutputStream();
                if (line.isPresent() && !after.equals(line.map(Line::position))) {
                    current.lines().put(line.get());
                }
            }
        } catch (IOException e) {
            LOG.debug("journalctl ended: {}", e.getMessage());
        } catch (InterruptedException e) {
            LOG.debug("The journal's reader was told to stop");
        }
    }
}
