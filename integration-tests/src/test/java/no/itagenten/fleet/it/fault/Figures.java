package no.itagenten.fleet.it.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Times that were taken, and the lines in which a run says what it found: {@code integration-tests/faults} gathers those. */
final class Figures {

    private final List<Duration> times = new ArrayList<>();

    void took(Duration time) {
        times.add(time);
    }

    Duration median() {
        List<Duration> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    Duration longest() {
        return Collections.max(times);
    }

    /** Such as {@code 1.42 s (median), 2.10 s (longest)}. */
    @Override
    public String toString() {
        return seconds(median()) + " (median), " + seconds(longest()) + " (longest)";
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }

    /** Tells a run's figures to whoever started it. */
    static void tell(String format, Object... values) {
        System.out.println("FIGURES " + String.format(Locale.ROOT, format, values));
    }
}
