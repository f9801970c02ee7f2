package no.itagenten.fleet.fleetd.audit;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * How many refusals get an entry of their own, so that whoever is refused on purpose neither fills the disk nor keeps it busy. The rest
 * are counted by who it was. All of it is bounded, whatever comes from however many addresses; nothing is dropped without a count. Safe
 * for any thread.
 */
final class RefusalBounds {

    /** For how long the bounds below count, and after which the counts are told. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    static final int MOST_OF_ONE = 10;
    static final int MOST_OF_ALL = 100;
    static final int MOST_IN_A_DAY = 2_000;

    /** Who is told by name in a summary; the others together. */
    static final int MOST_TOLD = 20;

    /** Who is counted by name; whoever comes when there are so many is counted with the others. */
    private static final int MOST_KNOWN = 1_000;

    private final Map<String, Integer> written = new HashMap<>();
    private final Map<String, Integer> uncounted = new HashMap<>();
    private final LongSupplier nanoTime;
    private int writtenOfAll;
    private int writtenInADay;
    private long windowBegan;
    private long dayBegan;
    private int ofOthers;

    RefusalBounds(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.windowBegan = nanoTime.getAsLong();
        this.dayBegan = windowBegan;
    }

    /** Whether a refusal of that one gets an entry; if not, it is counted. */
    synchronized boolean admit(String who) {
        renew();
        int ofOne = written.getOrDefault(who, 0);
        boolean known = ofOne > 0 || written.size() < MOST_KNOWN;
        if (!known || ofOne >= MOST_OF_ONE || writtenOfAll >= MOST_OF_ALL || writtenInADay >= MOST_IN_A_DAY) {
            count(who);
            return false;
        }
        written.put(who, ofOne + 1);
        writtenOfAll++;
        writtenInADay++;
        return true;
    }

    /** Counts one that got no entry. */
    synchronized void count(String who) {
        if (uncounted.containsKey(who) || uncounted.size() < MOST_KNOWN) {
            uncounted.merge(who, 1, Integer::sum);
        } else {
            ofOthers++;
        }
    }

    /** What was counted since the last time, by who it was, the most first told by name; empty for nothing. */
    synchronized Map<String, String> takeCounts() {
        Map<String, String> told = new TreeMap<>();
        int others = ofOthers;
        int rank = 0;
        for (Map.Entry<String, Integer> one : uncounted.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList()) {
            if (rank++ < MOST_TOLD) {
                told.put(one.getKey(), Integer.toString(one.getValue()));
            } else {
                others += one.getValue();
            }
        }
        if (others > 0) {
            told.put("others", Integer.toString(others));
        }
        uncounted.clear();
        ofOthers = 0;
        return told;
    }

    /** Takes counts back that could not be told. */
    synchronized void countAgain(Map<String, String> told) {
        told.forEach((who, count) -> uncounted.merge(who, Integer.parseInt(count), Integer::sum));
    }

    private void renew() {
        long now = nanoTime.getAsLong();
        if (now - windowBegan >= WINDOW.toNanos()) {
            windowBegan = now;
            written.clear();
            writtenOfAll = 0;
        }
        if (now - dayBegan >= Duration.ofDays(1).toNanos()) {
            dayBegan = now;
            writtenInADay = 0;
        }
    }
}
