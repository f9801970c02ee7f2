package no.itagenten.fleet.agent.handler;

/** Somebody took the command back while that was still possible. */
final class CanceledException extends Exception {

    private static final long serialVersionUID = 1L;

    CanceledException() {
        super("canceled");
    }
}
