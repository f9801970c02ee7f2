package no.itagenten.fleet.fleetd.access;

import java.io.IOException;
import java.nio.file.Path;
import no.itagenten.fleet.fleetd.secret.SecretFile;
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
        SecretFile.write(in(dataFolder), token + "\n");
        return token;
    }
}
