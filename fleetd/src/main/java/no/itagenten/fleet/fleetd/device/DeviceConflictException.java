package no.itagenten.fleet.fleetd.device;

/** What is asked cannot be as things stand with a device. The message says what to do first. */
public final class DeviceConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DeviceConflictException(String message) {
        super(message);
    }
}
