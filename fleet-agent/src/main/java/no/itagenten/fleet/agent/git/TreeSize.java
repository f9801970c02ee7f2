package no.itagenten.fleet.agent.git;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds up what {@code git ls-tree -r -l} prints, while it prints it: a large tree's list is longer than what is kept of a program's
 * output. Each file counts in whole blocks, as it does on a disk. For one thread.
 */
final class TreeSize extends OutputStream {

    private static final long BLOCK = 4096;
    private static final Pattern FILE = Pattern.compile("[0-7]{6} blob [0-9a-f]+ +([0-9]{1,18})");
    private static final int LONGEST = 200;

    private final ByteArrayOutputStream beforeTab = new ByteArrayOutputStream();
    private boolean inName;
    private long bytes;

    long bytes() {
        return bytes;
    }

    @Override
    public void write(int value) {
        if (value == '\n') {
            beforeTab.reset();
            inName = false;
        } else if (value == '\t' && !inName) {
            inName = true;
            count(beforeTab.toString(StandardCharsets.US_ASCII));
        } else if (!inName && beforeTab.size() < LONGEST) {
            beforeTab.write(value);
        }
    }

    private void count(String entry) {
        Matcher file = FILE.matcher(entry);
        if (file.matches()) {
            long size = Long.parseLong(file.group(1));
            bytes += (size / BLOCK + 1) * BLOCK;
        }
    }
}
