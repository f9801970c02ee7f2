package no.itagenten.fleet.fleetctl.selection;

import java.util.Locale;

/** A pattern over names: {@code *} for anything, {@code ?} for one character; letter case does not matter. Immutable. */
final class Glob {

    private final String pattern;

    private Glob(String pattern) {
        this.pattern = pattern;
    }

    static boolean isOne(String word) {
        return word.indexOf('*') >= 0 || word.indexOf('?') >= 0;
    }

    static Glob of(String word) {
        return new Glob(word.toLowerCase(Locale.ROOT));
    }

    /** Whether the whole text fits; takes time in proportion to both lengths at most, whatever the pattern is. */
    boolean matches(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
