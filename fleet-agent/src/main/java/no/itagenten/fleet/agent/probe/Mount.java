package no.itagenten.fleet.agent.probe;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A line of the kernel's table of mounts, {@code /proc/self/mountinfo} (see proc(5)).
 *
 * @param device major and minor number, which tell whether two mounts are of the same file system
 * @param part what of the file system is mounted; {@code /} for the whole
 * @param point where it is mounted, an absolute path
 * @param type the file system
 * @param source the block device, for those that are on one
 */
record Mount(String device, String part, String point, String type, String source) {

    private static final int OPTIONAL_FIELDS_FROM = 6;

    /** Images that are mounted read-only and are always full. */
    private static final Set<String> IMAGES = Set.of("squashfs", "iso9660", "udf", "erofs", "cramfs");

    boolean isDisk() {
        return source.startsWith("/dev/") && !IMAGES.contains(type);
    }

    boolean isWhole() {
        return part.equals("/");
    }

    /** @param table as the kernel writes it, one char for each byte; what cannot be read is left out */
    static List<Mount> parse(String table) {
        return table.lines().map(Mount::ofLine).flatMap(Optional::stream).toList();
    }

    private static Optional<Mount> ofLine(String line) {
        List<String> fields = List.of(line.split(" ", -1));
        int dash = fields.subList(Math.min(OPTIONAL_FIELDS_FROM, fields.size()), fields.size())
                .indexOf("-");
        int end = OPTIONAL_FIELDS_FROM + dash;
        if (dash < 0 || fields.size() < end + 3 || !fields.get(4).startsWith("/")) {
            return Optional.empty();
        }
        return Optional.of(new Mount(
                fields.get(2),
                plain(fields.get(3)),
                plain(fields.get(4)),
                plain(fields.get(end + 1)),
                plain(fields.get(end + 2))));
    }

    /** Spaces, tabs, line ends and backslashes are written as three octal digits. */
    private static String plain(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.startsWith("\\", i) && escaped.substring(i).matches("\\\\[0-3][0-7]{2}.*")) {
                bytes.write(Integer.parseInt(escaped.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                bytes.write(escaped.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
