package no.itagenten.fleet.agent.handler;

import java.time.Duration;
import java.util.function.LongSupplier;
import no.itagenten.fleet.protocol.AgentUpdate;
import no.itagenten.fleet.protocol.Bundle;
import no.itagenten.fleet.protocol.CommandTerms;
import no.itagenten.fleet.protocol.DeviceCommand;
import no.itagenten.fleet.protocol.Reboot;
import no.itagenten.fleet.protocol.Update;

/**
 * How long a command may be at work on the device. It stands still while the command waits for its turn, and begins anew when an
 * agent takes up what another left. Safe for several threads.
 */
final class Deadline {

    private static final Duration RESTART = Duration.ofMinutes(2);
    private static final Duration REBOOT = Duration.ofMinutes(5);
    private static final Duration UPDATE = Duration.ofMinutes(15);

    /** What is begun in the last moment is not asked the impossible. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Duration length;
    private final LongSupplier nanoTime;
    private long end;
    private long stoppedAt;
    private boolean stopped;

    Deadline(Duration length, LongSupplier nanoTime) {
        this.length = length;
        this.nanoTime = nanoTime;
        this.end = nanoTime.getAsLong() + length.toNanos();
    }

    /** As the command's terms say, or else as is usual for its kind. */
    static Duration of(DeviceCommand command) {
        return command.terms()
                .flatMap(CommandTerms::deadlineSeconds)
                .map(Duration::ofSeconds)
                .orElseGet(() -> usual(command));
    }

    private static Duration usual(DeviceCommand command) {
        if (command instanceof Update || command instanceof Bundle || command instanceof AgentUpdate) {
            return UPDATE;
        }
        return command instanceof Reboot ? REBOOT : RESTART;
    }

    /** From now on the command waits. */
    synchronized void stop() {
        if (!stopped) {
            stopped = true;
            stoppedAt = nanoTime.getAsLong();
        }
    }

    /** The wait is over. */
    synchronized void goOn() {
        if (stopped) {
            stopped = false;
            end += nanoTime.getAsLong() - stoppedAt;
        }
    }

    synchronized boolean isOver() {
        return !stopped && end - nanoTime.getAsLong() <= 0;
    }

    /** The time, or what is left if that is less. */
    synchronized Duration atMost(Duration time) {
        Duration left = Duration.ofNanos(end - nanoTime.getAsLong());
        Duration some = left.compareTo(LEAST) < 0 ? LEAST : left;
        return some.compareTo(time) < 0 ? some : time;
    }

    /** For people: {@code its deadline of 120 s passed}. */
    String passed() {
        return "its deadline of " + length.toSeconds() + " s passed";
    }
}
