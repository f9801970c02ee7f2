package no.itagenten.fleet.fleetd.oidc;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Logins that somebody began and has yet to confirm. There is room for so many; for one more, the oldest of the network that has most
 * of them goes. So whoever begins them without end drives out its own, and never somebody who logs in from elsewhere. Safe for any
 * thread.
 *
 * @param <T> what is known of one
 */
final class PendingLogins<T> {

    private record Pending<T>(T login, String network, long endsAt) {}

    /** By the hash of the code that its caller holds; the one that was begun first is first. */
    private final Map<String, Pending<T>> pending = new LinkedHashMap<>();

    private final int most;
    private final LongSupplier nanoTime;

    PendingLogins(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /** @param endsAt when it is over, by the monotonic clock */
    synchronized void add(String key, String network, long endsAt, T login) {
        pending.values().removeIf(this::isOver);
        if (pending.size() >= most) {
            String largest = largestNetwork();
            Iterator<Pending<T>> all = pending.values().iterator();
            while (!all.next().network().equals(largest)) {
                // the first of that network is its oldest
            }
            all.remove();
        }
        pending.put(key, new Pending<>(login, network, endsAt));
    }

    private String largestNetwork() {
        return pending.values().stream()
                .collect(Collectors.groupingBy(Pending::network, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    /** Empty if there is none, or it is over. */
    synchronized Optional<T> find(String key) {
        return Optional.ofNullable(pending.get(key)).filter(one -> !isOver(one)).map(Pending::login);
    }

    synchronized void remove(String key) {
        pending.remove(key);
    }

    private boolean isOver(Pending<T> one) {
        return nanoTime.getAsLong() - one.endsAt() >= 0;
    }
}
