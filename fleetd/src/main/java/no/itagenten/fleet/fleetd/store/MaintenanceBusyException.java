package no.itagenten.fleet.fleetd.store;

/** There is one backup or check at a time. */
public final class MaintenanceBusyException extends StoreException {

    private static final long serialVersionUID = 1L;

    public MaintenanceBusyException(String message) {
        super(message);
    }
}
