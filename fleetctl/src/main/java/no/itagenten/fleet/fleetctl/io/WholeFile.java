package no.itagenten.fleet.fleetctl.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import no.itagenten.fleet.fleetctl.problem.Problem;

/** A file that is there whole, on the disk and for its owner only, or not at all: it is written beside its place first. */
public final class WholeFile {

    private final Path file;
    private final boolean overwrite;

    /** What fills it. */
    @FunctionalInterface
    public interface Writer {
        /** @throws IOException if the disk does not take it */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * A file that is still to be written.
     *
     * @param overwrite whether one that is there already may be replaced
     * @throws Problem of kind USAGE if it is there and may not, is a folder, or has no place that takes it
     */
    public WholeFile(Path file, boolean overwrite) {
        this.file = file;
        this.overwrite = overwrite;
        if (Files.isDirectory(file)) {
            throw Problem.usage(file + " is a folder", "Name a file in it.");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw noFolder();
        }
        if (!Files.isWritable(folder)) {
            throw Problem.usage("may not write into " + folder, "Name a file in a folder of your own.");
        }
        requireFree();
    }

    private Problem noFolder() {
        return Problem.usage("there is no folder for " + file, "Make it first, or name another file.");
    }

    /** Where it is to be. */
    public Path path() {
        return file;
    }

    /**
     * Writes it; nothing of it stays if that fails.
     *
     * @throws Problem if it cannot be written
     */
    public void write(Writer writer) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try {
                Files.deleteIfExists(part); // of an earlier attempt that was killed
                Files.createFile(
                        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                try (FileChannel channel = FileChannel.open(part, Set.of(StandardOpenOption.WRITE))) {
                    writer.writeTo(Channels.newOutputStream(channel));
                    channel.force(true);
                }
                requireFree();
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                force(file.toAbsolutePath().getParent());
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (NoSuchFileException e) {
            throw noFolder();
        } catch (AccessDeniedException e) {
            throw new Problem(Problem.Kind.FAILED, "may not write " + file, "Name a file in a folder of your own.", e);
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "cannot write " + file + ": " + e.getMessage(),
                    "Make room there, or name another file.",
                    e);
        }
    }

    private void requireFree() {
        if (!overwrite && Files.exists(file)) {
            throw Problem.usage(file + " is there already", "Name another file, or replace it with --force.");
        }
    }

    /** So that the new name lasts, too. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
