package no.itagenten.fleet.fleetctl.client;

import java.io.IOException;

/** What answered does not speak HTTP/1.1 as it should. */
final class NotHttpException extends IOException {

    private static final long serialVersionUID = 1L;

    NotHttpException(String message) {
        super(message);
    }
}
