package no.itagenten.fleet.fleetctl.context;

import com.google.gson.annotations.SerializedName;
import java.util.Optional;

/**
 * A server one has logged in to, under a name.
 *
 * @param url in the form {@code Endpoint.url()} gives it
 * @param token the bearer token; a secret
 * @param caFile certificates to trust besides Java's own
 * @param insecure whether the token may travel unencrypted to another machine
 */
public record Context(
        String url,
        Optional<String> token,
        @SerializedName("ca_file") Optional<String> caFile,
        boolean insecure) {

    /** The same without the secret. */
    public Context withoutToken() {
        return new Context(url, Optional.empty(), caFile, insecure);
    }

    @Override
    public String toString() {
        return "Context[" + url + "]"; // never the token
    }
}
