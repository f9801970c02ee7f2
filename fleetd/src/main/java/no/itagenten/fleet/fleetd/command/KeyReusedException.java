package no.itagenten.fleet.fleetd.command;

/** A request carries the key of another one, so that it is unclear which of the two is meant. */
public final class KeyReusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KeyReusedException() {
        super("this Idempotency-Key was used for another request; take a new key for each thing you ask for");
    }
}
