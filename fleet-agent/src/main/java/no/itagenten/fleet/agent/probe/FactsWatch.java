package no.itagenten.fleet.agent.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import no.itagenten.fleet.protocol.DeviceFacts;

/**
 * What the machine is by the last look, and whether the server has heard of that look. Looking may have to wait for a medium, so one
 * thread does it now and then; telling never waits. Safe for several threads.
 */
public final class FactsWatch {

    private static final Duration LOOK_EVERY = Duration.ofMinutes(10);

    private final FactsProbe facts;
    private final DiskProbe disks;
    private final AddressProbe addresses;
    private final String architecture;
    private final LongSupplier nanoTime;
    private Optional<Look> last = Optional.empty();

    private record Look(DeviceFacts found, long at, boolean told) {}

    /** @param architecture Java's name of it */
    public FactsWatch(
            FactsProbe facts, DiskProbe disks, AddressProbe addresses, String architecture, LongSupplier nanoTime) {
        this.facts = facts;
        this.disks = disks;
        this.addresses = addresses;
        this.architecture = architecture;
        this.nanoTime = nanoTime;
    }

    /** Looks at the machine, unless it did so within the last ten minutes. May wait for a disk; for one thread. */
    public void look() {
        if (isDue()) {
            DeviceFacts found =
                    facts.facts(architecture).withDisks(disks.disks()).withAddresses(addresses.addresses());
            synchronized (this) {
                last = Optional.of(new Look(found, nanoTime.getAsLong(), false));
            }
        }
    }

    /** What is known, for a server that may know nothing; before the first look that is all but disks and addresses. */
    public synchronized DeviceFacts known() {
        return news().or(() -> last.map(Look::found)).orElseGet(() -> facts.facts(architecture));
    }

    /** What the last look found, for somebody else than the server. */
    public synchronized DeviceFacts latest() {
        return last.map(Look::found).orElseGet(() -> facts.facts(architecture));
    }

    /** What the last look found, once. */
    public synchronized Optional<DeviceFacts> news() {
        Optional<DeviceFacts> news = last.filter(look -> !look.told()).map(Look::found);
        last = last.map(look -> new Look(look.found(), look.at(), true));
        return news;
    }

    private synchronized boolean isDue() {
        return last.isEmpty() || nanoTime.getAsLong() - last.get().at() >= LOOK_EVERY.toNanos();
    }
}
