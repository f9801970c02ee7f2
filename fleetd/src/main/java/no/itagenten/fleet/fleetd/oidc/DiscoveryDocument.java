package no.itagenten.fleet.fleetd.oidc;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.Optional;

/** What an issuer says of itself (OpenID Connect Discovery 1.0). It may name addresses that are as safe as its own. Immutable. */
final class DiscoveryDocument {

    private final String issuer;
    private final JsonObject json;

    /** @throws IOException if it is the document of another issuer than that */
    DiscoveryDocument(String issuer, JsonObject json) throws IOException {
        this.issuer = issuer;
        this.json = json;
        if (!text("issuer").equals(Optional.of(issuer))) {
            throw new IOException("its discovery document is that of another issuer");
        }
    }

    /**
     * An address that it names; empty if it does not.
     *
     * @throws IOException if what is sent there could be read or answered by somebody else
     */
    Optional<String> endpoint(String name) throws IOException {
        Optional<String> url = text(name);
        if (url.isPresent()) {
            requireAsSafe(issuer, name, url.get());
        }
        return url;
    }

    /**
     * What an issuer says that comes over TLS must not lead elsewhere than over TLS: neither to this machine, where anybody may listen.
     *
     * @throws IOException if it does; says where it led
     */
    static void requireAsSafe(String issuer, String name, String url) throws IOException {
        try {
            String scheme = TrustedIssuer.requireSafe(url).getScheme();
            if (!scheme.equals("https") && issuer.startsWith("https:")) {
                throw new IllegalArgumentException("'" + url + "' must be an https:// address");
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("its " + name + " is no safe address: " + e.getMessage(), e);
        }
    }

    private Optional<String> text(String name) {
        return json.get(name) instanceof JsonPrimitive value && value.isString()
                ? Optional.of(value.getAsString())
                : Optional.empty();
    }
}
