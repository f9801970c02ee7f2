package no.itagenten.fleet.agent.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files that are either the old or the new one, never half of each, whatever happens to the power: written beside, forced to disk,
 * renamed over, and the folder forced too. All are readable by their owner only, unless a method says otherwise. Two threads must not write the same file.
 */
public final class AtomicFile {

    /** What unfinished files begin with; whatever lists a folder skips them. */
    public static final String TEMPORARY_PREFIX = ".tmp-";

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private AtomicFile() {}

    /** Makes the folder and its parents, open to nobody but the owner. */
    public static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, OWNER_ONLY_FOLDER);
        }
    }

    /** Replaces the file; when this returns, the content is on disk. */
    public static void write(Path file, String content) throws IOException {
        write(file, content, OWNER_ONLY.value());
    }

    /** The same, for everybody to read. */
    public static void writeForAll(Path file, String content) throws IOException {
        write(file, content, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static void write(Path file, String content, Set<PosixFilePermission> permissions) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path temporary = folder.resolve(TEMPORARY_PREFIX + file.getFileName());
        Files.deleteIfExists(temporary);
        try (FileChannel channel = FileChannel.open(
                temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (!permissions.equals(OWNER_ONLY.value())) {
                Files.setPosixFilePermissions(temporary, permissions);
            }
            channel.force(true);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            deleteQuietly(temporary, e);
            throw e;
        }
        forceFolder(folder);
    }

    /** Makes a file that another program wrote, and its name, last. */
    public static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        forceFolder(file.toAbsolutePath().getParent());
    }

    /** Makes renames and deletions in the folder last. */
    public static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void deleteQuietly(Path file, IOException cause) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
