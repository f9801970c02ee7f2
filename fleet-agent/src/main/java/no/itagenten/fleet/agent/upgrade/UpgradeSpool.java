package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder in the agent's state by which the agent hands a release to root. Root trusts nothing in it: see {@link
 * IncomingRelease}.
 */
final class UpgradeSpool {

    private static final String MARK = "[0-9a-f-]{36}";
    private static final String RUN = "[0-9a-z-]{1,64}";

    private final Path folder;

    UpgradeSpool(Path stateDir) {
        this.folder = stateDir.resolve("upgrade");
    }

    Path folder() {
        return folder;
    }

    Path archive() {
        return folder.resolve("release.tar.gz");
    }

    Path signature() {
        return folder.resolve("release.sig");
    }

    Path request() {
        return folder.resolve("request");
    }

    /** What the name of a confirmation of that trial begins with. */
    Path confirmation(String mark) {
        if (!mark.matches(MARK)) {
            throw new IllegalArgumentException("no mark of an upgrade");
        }
        return folder.resolve("confirmed-" + mark);
    }

    /**
     * Where the new agent says that the server has taken it in, in this very run. The agent before it can read the mark, but
     * cannot know what the next run will be called, so that it cannot speak for it.
     */
    static Path confirmation(Path begin, String run) {
        if (!run.matches(RUN)) {
            throw new IllegalArgumentException("no run of a unit");
        }
        return begin.resolveSibling(begin.getFileName() + "-" + run);
    }

    /** Removes everything. For the agent. */
    void clear() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }
}
