package no.itagenten.fleet.fleetctl.invocation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Guesses what was meant by a word that nobody knows. */
public final class Similar {

    private static final int MOST = 3;
    private static final int LONGEST = 64;

    private Similar() {}

    /** The known words nearest to this one, nearest first; none when nothing is near. */
    public static List<String> to(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return List.of(); // nobody types that by a slip, and it would take long to compare
        }
        String wanted = word.toLowerCase(Locale.ROOT);
        int tolerance = Math.max(1, wanted.length() / 3);
        return known.stream()
                .distinct()
                .filter(candidate -> distance(wanted, candidate.toLowerCase(Locale.ROOT)) <= tolerance
                        || (wanted.length() >= 2
                                && candidate.toLowerCase(Locale.ROOT).startsWith(wanted)))
                .sorted(Comparator.comparingInt(
                                (String candidate) -> distance(wanted, candidate.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** The guess as a question, or the fallback. */
    public static String question(String word, Collection<String> known, String fallback) {
        List<String> guesses = to(word, known);
        return guesses.isEmpty() ? fallback : "Did you mean " + String.join(" or ", guesses) + "?";
    }

    /** How many letters must be put in, left out, changed or swapped with their neighbour (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] costs = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    costs[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                costs[i][j] = Math.min(costs[i - 1][j - 1] + change, Math.min(costs[i - 1][j], costs[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    costs[i][j] = Math.min(costs[i][j], costs[i - 2][j - 2] + 1);
                }
            }
        }
        return costs[a.length()][b.length()];
    }
}
