package no.itagenten.fleet.agent.file;

import java.io.IOException;
import java.nio.file.Path;

/** A file of the agent's own state is not what the agent wrote: the disk failed, or somebody changed it. */
public final class DamagedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    public DamagedFileException(Path file, String why) {
        super(file + " is damaged: " + why);
    }
}
