package no.itagenten.fleet.it.fault;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Random;

/** Random moments that can be had again: {@code -Dfleet.fault.seed=1}. Safe for several threads. */
final class Chance {

    private final long seed = Long.getLong("fleet.fault.seed", System.nanoTime());
    private final Random random = new Random(seed);

    /** To be told with whatever is found. */
    long seed() {
        return seed;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    /** Lets a random part of that time pass. */
    void wait(Duration most) {
        Duration moment = Duration.ofMillis(below((int) most.toMillis() + 1));
        await().pollDelay(moment).until(() -> true);
    }
}
