package no.itagenten.fleet.fleetctl.client;

import java.io.IOException;

/** Nobody answered the attempt to connect; told apart from an established connection that went silent. */
final class ConnectTimeoutException extends IOException {

    private static final long serialVersionUID = 1L;

    ConnectTimeoutException(Throwable cause) {
        super("nobody answered", cause);
    }
}
