package no.itagenten.fleet.fleetd.device;

/** The fleet has as many devices as it may have. */
public final class FleetFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FleetFullException(int most) {
        super("this server manages at most " + most + " devices; remove some, or raise --max-devices");
    }
}
