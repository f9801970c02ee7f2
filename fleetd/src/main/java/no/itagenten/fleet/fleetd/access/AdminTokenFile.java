package no.itagenten.fleet.fleetd.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import no.itagenten.fleet.fleetd.secret.Secrets;

/** The file through which the first admin token reaches its owner: {@code admin.token}, mode 0600, one line. */
public final class AdminTokenFile {

    private static final String NAME = "admin.token";

    private AdminTokenFile() {}

    /** Where the file stands in a data folder. */
    public static Path in(Path dataFolder) {
        return dataFolder.resolve(NAME);
    }

    /**
     * Writes a new token. It is on disk, whole, before it becomes valid: a crash in between leaves a token that the next first
     * start replaces.
     */
    public static String write(Path dataFolder) throws IOException {
        String token = Secrets.next("r58a_", 43);
        Path temporary = dataFolder.resolve(NAME + ".new");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel file = FileChannel.open(temporary, Set.of(StandardOpenOption.WRITE))) {
            file.write(ByteBuffer.wrap((token + "\n").getBytes(StandardCharsets.US_ASCII)));
            file.force(true);
        }
        Files.move(temporary, in(dataFolder), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return token;
    }
}
