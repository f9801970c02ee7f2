package no.itagenten.fleet.agent.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Up to where a file was read: the file itself (device and inode, which a rename does not change) and the bytes of it.
 *
 * @param file empty: no file was there yet, and all of the one that appears is new
 */
record FilePosition(String file, long offset) {

    static final FilePosition BEFORE_FIRST = new FilePosition("", 0);

    private static final Pattern FORM = Pattern.compile("(.*)@([0-9]{1,18})");

    static Optional<FilePosition> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new FilePosition(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    String text() {
        return file + "@" + offset;
    }
}
