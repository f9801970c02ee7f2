package no.itagenten.fleet.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The messages as they stand on the wire, one per file, written by hand and never generated: {@code <type>.json}, and {@code
 * <type>-<variant>.json} for more of the same type.
 */
final class GoldenFiles {

    /** One file, without the line end that closes it. */
    record Golden(String name, String json) {

        /** The type that the file's name promises. */
        String type() {
            return name.replaceFirst("-.*", "").replaceFirst("\\.json$", "");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private GoldenFiles() {}

    static List<Golden> device() {
        return of("device");
    }

    static List<Golden> server() {
        return of("server");
    }

    private static List<Golden> of(String direction) {
        try (Stream<Path> files = Files.list(folder(direction))) {
            List<Golden> golden = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                golden.add(new Golden(
                        file.getFileName().toString(), Files.readString(file).stripTrailing()));
            }
            return golden;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(String direction) {
        try {
            return Path.of(Objects.requireNonNull(GoldenFiles.class.getResource("/golden/" + direction))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
