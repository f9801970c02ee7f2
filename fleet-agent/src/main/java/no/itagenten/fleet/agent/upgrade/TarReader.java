package no.itagenten.fleet.agent.upgrade;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the one plain kind of tar archive that a release is (ustar). On purpose it knows files and folders and nothing else: no
 * links, devices, long names or other extensions, each of which it refuses. For one thread.
 */
final class TarReader {

    private static final int BLOCK = 512;
    private static final int NAME_END = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_END = 136;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_END = 156;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX_END = 500;

    private final InputStream in;
    private long left;
    private int padding;

    /** One thing in the archive. */
    record Entry(String name, boolean isFolder, long size) {}

    TarReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next entry; empty at the archive's end. What was not read of the one before is passed over.
     *
     * @throws RefusedReleaseException if it is of a kind that a release has not, or the archive is damaged
     */
    Optional<Entry> next() throws IOException, RefusedReleaseException {
        in.skipNBytes(left + padding);
        left = 0;
        padding = 0;
        byte[] head = in.readNBytes(BLOCK);
        if (head.length < BLOCK) {
            throw new EOFException("the archive ends too early");
        }
        if (isEmpty(head)) {
            return Optional.empty();
        }
        if (!text(head, MAGIC_AT, MAGIC_AT + 5).equals("ustar")
                || octal(head, CHECKSUM_AT, CHECKSUM_END) != checksum(head)) {
            throw new RefusedReleaseException("the archive is damaged, or no tar archive of the plain kind (ustar)");
        }
        String prefix = text(head, PREFIX_AT, PREFIX_END);
        String name = (prefix.isEmpty() ? "" : prefix + "/") + text(head, 0, NAME_END);
        char type = (char) head[TYPE_AT];
        long size = octal(head, SIZE_AT, SIZE_END);
        if (type == '5' && size == 0) {
            return Optional.of(new Entry(name, true, 0));
        }
        if (type != '0') {
            throw new RefusedReleaseException("the archive's entry " + printable(name)
                    + " is no plain file: links and the like are not unpacked");
        }
        left = size;
        padding = (int) ((BLOCK - size % BLOCK) % BLOCK);
        return Optional.of(new Entry(name, false, size));
    }

    /** Some of the entry's content; -1 at its end. */
    int read(byte[] buffer) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
            throw new EOFException("the archive ends too early");
        }
        left -= count;
        return count;
    }

    /** Names are shown to people. */
    static String printable(String name) {
        return name.replaceAll("[^\\x21-\\x7e]", "?");
    }

    private static boolean isEmpty(byte[] head) {
        for (byte one : head) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] head, int from, int to) {
        int end = from;
        while (end < to && head[end] != 0) {
            end++;
        }
        return new String(Arrays.copyOfRange(head, from, end), StandardCharsets.ISO_8859_1);
    }

    private static long octal(byte[] head, int from, int to) throws RefusedReleaseException {
        String digits = text(head, from, to).strip();
        if (!digits.matches("[0-7]{1,11}")) {
            throw new RefusedReleaseException("the archive is damaged: a number in it is none");
        }
        return Long.parseLong(digits, 8);
    }

    /** The sum of the head's bytes, with blanks where the sum itself stands. */
    private static long checksum(byte[] head) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= CHECKSUM_AT && i < CHECKSUM_END ? ' ' : head[i] & 0xff;
        }
        return sum;
    }
}
