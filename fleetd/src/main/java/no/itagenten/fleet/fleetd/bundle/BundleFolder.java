package no.itagenten.fleet.fleetd.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import no.itagenten.fleet.protocol.CommandId;

/**
 * The archives on the server's disk, a file each, named for the command that asked for it, and the ones that are still arriving. At
 * most {@value #MOST} are kept, and none for longer than a week. Not in a backup. Safe for several threads; every method may wait for
 * the disk.
 */
final class BundleFolder {

    static final int MOST = 50;
    static final Duration KEPT = Duration.ofDays(7);

    /** An upload that did not go on for this long is given up. */
    static final Duration PART_KEPT = Duration.ofDays(1);

    /** What must stay free for the database. */
    private static final long RESERVE_BYTES = 256L * 1024 * 1024;

    private static final String WHOLE = ".tar.gz";
    private static final String PART = ".part";

    /** In a name, between the command and the SHA-256; no part of either. */
    private static final char MARK = '~';

    /** Uploads of one command go one after the other; those of different ones do not wait for each other. */
    private final Object[] locks = Stream.generate(Object::new).limit(64).toArray();

    private final Path folder;
    private final long reserveBytes;

    /** @throws IOException if the folder cannot be made */
    BundleFolder(Path folder) throws IOException {
        this(folder, RESERVE_BYTES);
    }

    BundleFolder(Path folder, long reserveBytes) throws IOException {
        this.folder = folder;
        this.reserveBytes = reserveBytes;
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /**
     * Takes a piece if it is the next one.
     *
     * @return how many bytes are there now; {@code size} only once they are on disk under their final name
     * @throws DamagedBundleException if all arrived and it is not what was announced; what arrived is gone
     * @throws IOException if the disk does not take it; what was there before still is
     */
    long append(CommandId id, long size, String sha256, long offset, byte[] bytes) throws IOException {
        synchronized (locks[Math.floorMod(id.hashCode(), locks.length)]) {
            Path whole = folder.resolve(id.value() + MARK + sha256 + WHOLE);
            if (Files.exists(whole)) {
                return size; // the answer to its last piece was lost
            }
            Path part = folder.resolve(id.value() + MARK + sha256 + PART);
            long there = Files.exists(part) ? Files.size(part) : begin(id);
            if (offset != there) {
                return there;
            }
            requireRoom(size - there);
            try (FileChannel channel = open(part)) {
                ByteBuffer piece = ByteBuffer.wrap(bytes);
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
                there += bytes.length;
                if (there < size) {
                    return there;
                }
                channel.force(true);
            }
            finish(id, part, whole, sha256);
            return there;
        }
    }

    private static FileChannel open(Path part) throws IOException {
        return FileChannel.open(
                part,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** What the device gathers anew takes the place of what it sent before. */
    private long begin(CommandId id) throws IOException {
        for (Path old : files(PART)) {
            if (idOf(old).equals(Optional.of(id))) {
                Files.delete(old);
            }
        }
        if (files(PART).size() >= MOST) {
            throw new IOException(MOST + " bundles are on their way already; ask again later");
        }
        return 0;
    }

    private void requireRoom(long bytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free - bytes < reserveBytes) {
            throw new IOException("it needs " + bytes + " bytes more, and the server's disk has only " + free
                    + " free; make room there and ask again");
        }
    }

    private void finish(CommandId id, Path part, Path whole, String sha256) throws IOException {
        try (StoredBundle arrived = StoredBundle.open(part)) {
            if (!HexFormat.of().formatHex(arrived.sha256()).equals(sha256)) {
                Files.delete(part);
                throw new DamagedBundleException("what arrived is not what the device announced; ask again");
            }
        }
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
        for (Path other : files(WHOLE)) {
            if (idOf(other).equals(Optional.of(id)) && !other.equals(whole)) {
                Files.deleteIfExists(other);
            }
        }
    }

    /** A whole one, open for reading. */
    Optional<StoredBundle> find(CommandId id) throws IOException {
        for (Path whole : files(WHOLE)) {
            if (idOf(whole).equals(Optional.of(id))) {
                return Optional.of(StoredBundle.open(whole));
            }
        }
        return Optional.empty();
    }

    /**
     * Deletes what is too old, too many, or of no command that is still known.
     *
     * @param wholeSince older archives go
     * @param partSince uploads that did not go on since then go
     */
    void sweep(Instant wholeSince, Instant partSince, Predicate<CommandId> known) throws IOException {
        for (Path part : files(PART)) {
            if (modified(part).isBefore(partSince) || !isOf(part, known)) {
                Files.deleteIfExists(part);
            }
        }
        List<Path> newestFirst = new ArrayList<>(files(WHOLE));
        newestFirst.sort(Comparator.comparing(BundleFolder::modified).reversed());
        int kept = 0;
        for (Path whole : newestFirst) {
            if (kept >= MOST || modified(whole).isBefore(wholeSince) || !isOf(whole, known)) {
                Files.deleteIfExists(whole);
            } else {
                kept++;
            }
        }
    }

    private static boolean isOf(Path file, Predicate<CommandId> known) {
        return idOf(file).filter(known).isPresent();
    }

    private List<Path> files(String ending) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + ending)) {
            all.forEach(files::add);
        }
        return files;
    }

    /** Empty for a file that is none of ours. */
    private static Optional<CommandId> idOf(Path file) {
        String name = file.getFileName().toString();
        int mark = name.indexOf(MARK);
        try {
            return mark < 0 ? Optional.empty() : Optional.of(new CommandId(name.substring(0, mark)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH; // it is gone, or as good as that
        }
    }
}
