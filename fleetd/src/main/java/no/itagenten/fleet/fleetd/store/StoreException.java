package no.itagenten.fleet.fleetd.store;

/** The database cannot be used; the message is one sentence for the operator. */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
