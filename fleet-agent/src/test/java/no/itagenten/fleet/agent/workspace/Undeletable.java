package no.itagenten.fleet.agent.workspace;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that cannot be removed, like another user's in a folder of that user. Only root can make them; for others the test is left out. */
final class Undeletable {

    private Undeletable() {}

    /** The folders above it may still be renamed. */
    static void file(Path file) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "compiled by another user");
        assumeTrue(chattr("+i", file) == 0, "chattr(1) cannot be used here");
    }

    /** To be called after the test, wherever the files are now. */
    static void release(Path folder) throws IOException, InterruptedException {
        chattr("-i", folder);
    }

    private static int chattr(String flag, Path path) throws IOException, InterruptedException {
        return new ProcessBuilder("chattr", "-R", "-f", flag, path.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
