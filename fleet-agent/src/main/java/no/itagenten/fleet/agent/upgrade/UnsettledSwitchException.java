package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;

/** The disk failed in the middle of a switch, and on the way back too: the note of the trial stays, and the guard settles it. */
final class UnsettledSwitchException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String version;

    UnsettledSwitchException(String version, IOException cause) {
        super(cause.getMessage(), cause);
        this.version = version;
    }

    /** Of the release that was to be put in place. */
    String version() {
        return version;
    }
}
