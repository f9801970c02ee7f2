package no.itagenten.fleet.fleetd.bundle;

import java.io.IOException;

/** What arrived is not what was announced. */
final class DamagedBundleException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedBundleException(String message) {
        super(message);
    }
}
