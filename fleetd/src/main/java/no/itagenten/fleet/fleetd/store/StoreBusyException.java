package no.itagenten.fleet.fleetd.store;

/** More writes are waiting than the queue holds, or the store is closing. Trying again a little later may succeed. */
public final class StoreBusyException extends StoreException {

    private static final long serialVersionUID = 1L;

    public StoreBusyException(String message) {
        super(message);
    }
}
