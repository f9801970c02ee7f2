package no.itagenten.fleet.fleetd.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the driver unpacks SQLite itself: with the data, since /tmp may be noexec and nobody would clear it up after a kill. */
final class NativeLibrary {

    private NativeLibrary() {}

    /**
     * Makes the driver unpack its library there, and removes what an earlier run has left. Only whoever holds the data folder's
     * lock may call it.
     *
     * @throws StoreException if the folder cannot be made or cleared
     */
    static void unpackInto(Path folder) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "sqlite-*")) {
                for (Path file : left) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new StoreException(
                    "the folder " + folder + " cannot be made or cleared; check its owner and the disk", e);
        }
        System.setProperty("org.sqlite.tmpdir", folder.toString());
    }
}
