package no.itagenten.fleet.agent.bundle;

/** Somebody wants it stopped; nothing is left of it. */
public final class StoppedException extends Exception {

    private static final long serialVersionUID = 1L;

    public StoppedException() {
        super("stopped");
    }
}
