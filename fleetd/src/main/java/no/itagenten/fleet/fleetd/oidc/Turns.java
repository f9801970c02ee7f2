package no.itagenten.fleet.fleetd.oidc;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lets so much be done at a time, and less for one network, so that none takes all of it from the others. Nobody waits for a turn.
 * Safe for any thread.
 */
final class Turns {

    private final Map<String, Integer> taken = new HashMap<>();
    private final int most;
    private final int mostOfNetwork;
    private int all;

    Turns(int most, int mostOfNetwork) {
        this.most = most;
        this.mostOfNetwork = mostOfNetwork;
    }

    /** @throws BusyIssuersException if too much is being done, of all or of that network */
    <T> T take(String network, Supplier<T> work) {
        begin(network);
        try {
            return work.get();
        } finally {
            end(network);
        }
    }

    private synchronized void begin(String network) {
        int mine = taken.getOrDefault(network, 0);
        if (all >= most || mine >= mostOfNetwork) {
            throw new BusyIssuersException();
        }
        all++;
        taken.put(network, mine + 1);
    }

    private synchronized void end(String network) {
        all--;
        taken.computeIfPresent(network, (key, count) -> count > 1 ? count - 1 : null);
    }
}
