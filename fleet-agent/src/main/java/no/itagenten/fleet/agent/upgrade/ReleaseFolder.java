package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import no.itagenten.fleet.agent.file.AtomicFile;

/** The folders that releases stand in, one each, for root alone to write. */
final class ReleaseFolder {

    private ReleaseFolder() {}

    /** Makes one that others may look into. */
    static Path create(Path folder) throws IOException {
        Files.createDirectory(folder);
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /**
     * Takes over what else is installed with the agent, which goes on as it is: the command line on the same machine, and the installer's own files, by which it sees later that it has units to bring up to date.
     */
    static void copyTheRest(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path relative = from.relativize(folder);
                if (relative.equals(Path.of("lib/fleet-agent"))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (!Files.isDirectory(to.resolve(relative), LinkOption.NOFOLLOW_LINKS)) {
                    create(to.resolve(relative));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = from.relativize(file);
                if (!relative.toString().startsWith("bin/fleet-agent")) {
                    // With its time: by it a launcher sees whether a start-up archive is for this Java.
                    Files.copy(
                            file, to.resolve(relative), LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Forces all of it to disk. */
    static void sync(Path release) throws IOException {
        Files.walkFileTree(release, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                        channel.force(true);
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                AtomicFile.forceFolder(folder);
                return FileVisitResult.CONTINUE;
            }
        });
        AtomicFile.forceFolder(release.toAbsolutePath().getParent());
    }

    /**
     * Removes all releases but these.
     *
     * @param current the one that the programs are found in
     * @param other another one to keep
     * @throws IOException if the current one is not among them, so that nobody knows what the others are
     */
    static void keepOnly(Path releases, Path current, Path other) throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(releases.toRealPath())) {
            found.forEach(all::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        if (!all.contains(current)) {
            throw new IOException(current + ", where the programs are found, is not in " + releases
                    + ": run install.sh on the device again");
        }
        for (Path release : all) {
            if (!release.equals(current) && !release.equals(other)) {
                delete(release);
            }
        }
    }

    /** Removes it with all that is in it, following no link. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
