package no.itagenten.fleet.fleetctl.context;

import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.client.Endpoint;

/**
 * The server a command talks to, once flags, environment and file have had their say.
 *
 * @param name the context's, or empty when the address did not come from one
 */
public record Target(
        Optional<String> name, Endpoint endpoint, Optional<String> token, Optional<Path> caFile, boolean insecure) {

    /** How people call it. */
    public String title() {
        return name.orElseGet(endpoint::authority);
    }

    @Override
    public String toString() {
        return "Target[" + endpoint.url() + "]"; // never the token
    }
}
