package no.itagenten.fleet.protocol;

/**
 * A service the device lets the fleet see.
 *
 * @param state {@code active}, {@code inactive}, {@code failed}, {@code activating} … as systemd names them
 */
public record ServiceStatus(String name, String state) {

    public ServiceStatus {
        Check.text(name, 128, "service name");
        Check.text(state, 40, "service state");
    }
}
