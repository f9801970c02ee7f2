package no.itagenten.fleet.protocol.release;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version such as {@code 1.4.0} or {@code 1.5.0-rc.1}, ordered as semantic versioning has it: what comes before a release is
 * lower than the release. Its text is safe as the name of a folder and in a path of HTTP. Immutable.
 *
 * @param preRelease what follows the hyphen; empty for a release
 */
public record ReleaseVersion(int major, int minor, int patch, String preRelease) implements Comparable<ReleaseVersion> {

    private static final String NUMBER = "(0|[1-9][0-9]{0,5})";
    private static final String PRE_RELEASE = "[0-9A-Za-z]{1,16}(?:\\.[0-9A-Za-z]{1,16}){0,3}";
    private static final Pattern FORM =
            Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(?:-(" + PRE_RELEASE + "))?");

    /** @throws IllegalArgumentException if the text is no such version */
    public static ReleaseVersion parse(String text) {
        Matcher matcher = FORM.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a version is three numbers, such as 1.4.0, or 1.5.0-rc.1 before a release");
        }
        return new ReleaseVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                matcher.group(4) == null ? "" : matcher.group(4));
    }

    @Override
    public int compareTo(ReleaseVersion other) {
        int order = Integer.compare(major, other.major);
        order = order != 0 ? order : Integer.compare(minor, other.minor);
        order = order != 0 ? order : Integer.compare(patch, other.patch);
        if (order != 0 || preRelease.equals(other.preRelease)) {
            return order;
        }
        if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return preRelease.isEmpty() ? 1 : -1;
        }
        return comparePreRelease(preRelease.split("\\."), other.preRelease.split("\\."));
    }

    private static int comparePreRelease(String[] left, String[] right) {
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = compareIdentifier(left[i], right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    /** Numbers by their value and below words. */
    private static int compareIdentifier(String left, String right) {
        boolean leftNumber = left.chars().allMatch(Character::isDigit);
        boolean rightNumber = right.chars().allMatch(Character::isDigit);
        if (leftNumber && rightNumber) {
            return Long.compare(Long.parseLong(left), Long.parseLong(right));
        }
        return leftNumber == rightNumber ? left.compareTo(right) : leftNumber ? -1 : 1;
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (preRelease.isEmpty() ? "" : "-" + preRelease);
    }
}
