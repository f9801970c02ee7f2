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
    private static final Duration PART_KEPT = Duration.ofDays(1);

    /** What must stay free for the database. */
    private static final long RESERVE_BYTES = 256L * 1024 * 1024;

    private static final String WHOLE = ".tar.gz";
    private static final String PART = ".part";

    private final Path folder;

    /** @throws IOException if the folder cannot be made */
    BundleFolder(Path folder) throws IOException {
        this.folder = folder;
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
    synchronized long append(CommandId id, long size, String sha256, long offset, byte[] bytes) throws IOException {
        Path whole = folder.resolve(id + WHOLE);
        if (Files.exists(whole)) {
            return size; // the answer to its last piece was lost
        }
        Path part = folder.resolve(id + "." + sha256.substring(0, 16) + PART);
        long there = Files.exists(part) ? Files.size(part) : begin(id, size);
        if (offset != there) {
            return there;
        }
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
        finish(part, whole, sha256);
        return there;
    }

    private static FileChannel open(Path part) throws IOException {
        return FileChannel.open(
                part,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private long begin(CommandId id, long size) throws IOException {
        for (Path old : files(PART)) {
            if (idOf(old).equals(id)) {
                Files.delete(old); // the device gathered anew
            }
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < size + RESERVE_BYTES) {
            throw new IOException("it has " + size + " bytes, and the server's disk only " + free
                    + " free; make room there and ask again");
        }
        return 0;
    }

    private void finish(Path part, Path whole, String sha256) throws IOException {
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
    }

    /** A whole one, open for reading. */
    synchronized Optional<StoredBundle> find(CommandId id) throws IOException {
        Path whole = folder.resolve(id + WHOLE);
        return Files.exists(whole) ? Optional.of(StoredBundle.open(whole)) : Optional.empty();
    }

    /** Deletes what is too old, too many, or of no command that is still known. */
    synchronized void sweep(Instant now, Predicate<CommandId> known) throws IOException {
        for (Path part : files(PART)) {
            if (modified(part).isBefore(now.minus(PART_KEPT)) || !known.test(idOf(part))) {
                Files.delete(part);
            }
        }
        List<Path> newestFirst = new ArrayList<>(files(WHOLE));
        newestFirst.sort(Comparator.comparing(BundleFolder::modified).reversed());
        int kept = 0;
        for (Path whole : newestFirst) {
            if (kept >= MOST || modified(whole).isBefore(now.minus(KEPT)) || !known.test(idOf(whole))) {
                Files.delete(whole);
            } else {
                kept++;
            }
        }
    }

    private List<Path> files(String ending) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + ending)) {
            all.forEach(files::add);
        }
        return files;
    }

    private static CommandId idOf(Path file) {
        String name = file.getFileName().toString();
        return new CommandId(
                name.endsWith(WHOLE)
                        ? name.substring(0, name.length() - WHOLE.length())
                        : name.substring(0, name.lastIndexOf('.', name.length() - PART.length() - 1)));
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH; // it is gone, or as good as that
        }
    }
}
