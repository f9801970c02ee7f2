package no.itagenten.fleet.agent.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import no.itagenten.fleet.agent.config.AgentConfig.LogFile;
import no.itagenten.fleet.agent.settings.SettingsStore;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.LogBatch;
import no.itagenten.fleet.protocol.LogsAck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends log lines in numbered batches, one under way at a time. A batch is on disk before it is sent and until it is acknowledged,
 * and nothing is read that cannot be sent, so that a line is neither lost nor told twice, and memory holds one batch at most.
 */
public final class LogShipper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogShipper.class);
    private static final Duration IDLE = Duration.ofMillis(500);

    /** Looking is most of what an agent without work does, so it looks less often once nothing has come for a while. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private static final Duration QUIET_AFTER = Duration.ofSeconds(15);
    private static final Duration SEND_AGAIN_AFTER = Duration.ofSeconds(30);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    /** From each source; a flood of lines that are not even sent must not keep the thread from looking up. */
    private static final int MAX_READ_AT_ONCE = 10_000;

    private static final Duration JOIN_WITHIN = Duration.ofSeconds(1);

    private final DeviceId device;
    private final SettingsStore settings;
    private final LogSources sources;
    private final LogStateFile file;
    private final Consumer<DeviceMessage> uplink;
    private final LongSupplier nanoTime = System::nanoTime;
    private final Thread thread = new Thread(this::work, "logs");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private LogState state;
    private boolean connected;
    private boolean resend;
    private Optional<LogSource.Line> heldOver = Optional.empty();

    /**
     * @param closed files and folders that no log is read from, whatever links lead there
     * @param uplink takes messages for the server and never blocks
     */
    public LogShipper(
            DeviceId device,
            SettingsStore settings,
            List<LogFile> files,
            List<Path> closed,
            List<String> units,
            Path stateFile,
            Consumer<DeviceMessage> uplink) {
        this.device = device;
        this.settings = settings;
        this.sources = new LogSources(files, new LogAccess(closed), units, "journalctl", Clock.systemUTC(), nanoTime);
        this.file = new LogStateFile(stateFile);
        this.uplink = uplink;
        this.state = file.read();
    }

    /** Notes from where each source is followed, then begins: what is written after this returns is sent. */
    public void start() {
        state = sources.select(settings.current(), state);
        thread.start();
    }

    /** There is a server to send to. */
    public void connected() {
        change(() -> {
            connected = true;
            resend = true;
        });
    }

    public void disconnected() {
        change(() -> connected = false);
    }

    /** The server has stored a batch. */
    public void stored(LogsAck ack) {
        change(() -> {
            boolean current = state.pending().isPresent()
                    && ack.stream().equals(state.stream())
                    && ack.batch() == state.lastBatch();
            if (current) {
                // Written with the next batch: if that never comes, this one is recognised by its number.
                state = state.stored();
            }
        });
    }

    /** Whether it is at work; false before {@link #start} and after {@link #close}. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(JOIN_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            keep(state());
            long lastLine = nanoTime.getAsLong();
            while (true) {
                awaitReady();
                select();
                BatchBuilder batch = gather();
                if (batch.isEmpty()) {
                    pause(nanoTime.getAsLong() - lastLine < QUIET_AFTER.toNanos() ? IDLE : QUIET);
                } else {
                    keepAndSend(batch);
                    lastLine = nanoTime.getAsLong();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The logs' thread was told to stop");
        } finally {
            sources.close();
        }
    }

    /** Returns when the server is there and has stored all that was sent; sends again what it may have missed. */
    private void awaitReady() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!connected || state.pending().isPresent()) {
                if (connected && resend) {
                    resend = false;
                    uplink.accept(state.pending().orElseThrow());
                }
                if (connected) {
                    resend = changed.awaitNanos(SEND_AGAIN_AFTER.toNanos()) <= 0 || resend;
                } else {
                    changed.await();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void select() throws InterruptedException {
        LogState selected = sources.select(settings.current(), state());
        heldOver = heldOver.filter(line -> selected.positions().containsKey(line.source()));
        if (!selected.positions().equals(state().positions())) {
            keep(selected);
        }
    }

    /** From the first line on, lines are gathered for the time that is set, or until a message is full. */
    private BatchBuilder gather() throws InterruptedException {
        BatchBuilder batch = new BatchBuilder();
        Optional<Long> deadline = Optional.empty();
        while (true) {
            boolean full = !takeWhatIsThere(batch);
            if (full || batch.isEmpty()) {
                return batch;
            }
            long now = nanoTime.getAsLong();
            if (deadline.isEmpty()) {
                deadline = Optional.of(now + settings.current().logBatchTime().toNanos());
            }
            long left = deadline.get() - now;
            if (left <= 0) {
                return batch;
            }
            pause(Duration.ofNanos(Math.min(left, IDLE.toNanos())));
        }
    }

    /** Takes from all sources in turn. Returns false when no more fits. */
    private boolean takeWhatIsThere(BatchBuilder batch) {
        if (heldOver.isPresent()) {
            batch.add(heldOver.get(), settings.current().logLevel());
            heldOver = Optional.empty();
        }
        boolean any = true;
        for (int taken = 0; any && taken < MAX_READ_AT_ONCE; taken++) {
            any = false;
            for (LogSource source : sources.followed()) {
                Optional<LogSource.Line> line = source.next();
                if (line.isPresent()) {
                    any = true;
                    if (!batch.add(line.get(), settings.current().logLevel())) {
                        heldOver = line;
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private void keepAndSend(BatchBuilder built) throws InterruptedException {
        LogState before = state();
        LogBatch batch = built.build(device, before.stream(), before.lastBatch() + 1);
        keep(before.with(batch, built.positions()));
        change(() -> resend = false); // a connection that comes from here on sets it again
        uplink.accept(batch);
    }

    /** On disk first: sent is only what would be known after a crash. A full disk stops the logs, not the agent. */
    private void keep(LogState next) throws InterruptedException {
        boolean complained = false;
        while (true) {
            try {
                file.write(next);
                break;
            } catch (IOException e) {
                if (!complained) {
                    LOG.error("Logs wait because their state cannot be written: {}", e.getMessage());
                    complained = true;
                }
                pause(AFTER_FAILURE);
            }
        }
        change(() -> state = next);
    }

    private LogState state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration duration) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = duration.toNanos();
            while (left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
