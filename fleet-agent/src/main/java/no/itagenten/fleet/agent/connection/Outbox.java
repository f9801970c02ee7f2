package no.itagenten.fleet.agent.connection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.LogBatch;
import no.itagenten.fleet.protocol.Status;

/**
 * What waits to be sent on one connection, most important first: everything about commands and configuration in order, then the
 * latest status (an older one is worth nothing), then one batch of logs. When more than {@value #MAX_WAITING} messages wait the
 * connection is given up: on the next one all of them are told again from the journal. Safe for several threads.
 */
final class Outbox {

    static final int MAX_WAITING = 1000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<DeviceMessage> inOrder = new ArrayDeque<>();
    private Status status;
    private LogBatch logs;
    private boolean overflowed;
    private boolean woken;

    void add(DeviceMessage message) {
        lock.lock();
        try {
            if (message instanceof Status latest) {
                status = latest;
            } else if (message instanceof LogBatch batch) {
                logs = batch;
            } else if (inOrder.size() >= MAX_WAITING) {
                overflowed = true;
            } else {
                inOrder.add(message);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Makes whoever waits in {@link #poll} look up. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a message had to be given up. */
    boolean hasOverflowed() {
        lock.lock();
        try {
            return overflowed;
        } finally {
            lock.unlock();
        }
    }

    /** The next message; empty when none came in that time, or when woken. */
    Optional<DeviceMessage> poll(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long nanos = atMost.toNanos();
            while (true) {
                Optional<DeviceMessage> next = next();
                if (next.isPresent() || woken || overflowed || nanos <= 0) {
                    woken = false;
                    return next;
                }
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<DeviceMessage> next() {
        DeviceMessage next = inOrder.poll();
        if (next == null && status != null) {
            next = status;
            status = null;
        }
        if (next == null && logs != null) {
            next = logs;
            logs = null;
        }
        return Optional.ofNullable(next);
    }
}
