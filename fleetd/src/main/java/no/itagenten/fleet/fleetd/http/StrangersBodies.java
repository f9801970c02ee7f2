package no.itagenten.fleet.fleetd.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts, for each address, the requests of callers who have not said who they are and whose body is still to come: such a body
 * may be long and slow, and costs them nothing. Safe for any thread.
 */
final class StrangersBodies {

    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
    private final int mostOfOneAddress;

    StrangersBodies(int mostOfOneAddress) {
        this.mostOfOneAddress = mostOfOneAddress;
    }

    /** @return to be run when the body has come or will not, once or more often; empty if too many are under way */
    Optional<Runnable> begin(String address) {
        boolean[] taken = new boolean[1];
        underWay.compute(address, (key, count) -> {
            int now = count == null ? 0 : count;
            taken[0] = now < mostOfOneAddress;
            return taken[0] ? now + 1 : now;
        });
        if (!taken[0]) {
            return Optional.empty();
        }
        AtomicBoolean ended = new AtomicBoolean();
        return Optional.of(() -> {
            if (ended.compareAndSet(false, true)) {
                underWay.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
            }
        });
    }
}
