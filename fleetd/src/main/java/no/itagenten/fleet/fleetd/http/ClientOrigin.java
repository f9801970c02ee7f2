package no.itagenten.fleet.fleetd.http;

import java.util.Optional;
import no.itagenten.fleet.fleetd.network.Network;

/**
 * Where a request comes from.
 *
 * @param address the client's, behind trusted proxies
 * @param secure whether the client speaks TLS, to us or to a trusted proxy
 * @param agent the program that the client says it is
 */
record ClientOrigin(String address, boolean secure, Optional<String> agent) {

    /** Whom it is counted with. */
    String network() {
        return Network.of(address);
    }
}
