package no.itagenten.fleet.fleetd.oidc;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An OpenID Connect issuer whose identity tokens are taken. Immutable.
 *
 * @param url exactly as its tokens have it in {@code iss}
 * @param audience whom tokens that come from outside have to be for
 * @param client by which people log in there; empty where machines do only
 * @param rules the first that fits counts
 */
record TrustedIssuer(String url, String audience, Optional<Client> client, List<TrustRule> rules) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** This server as the issuer knows it: a public client, without a secret. */
    record Client(String id, String scope) {}

    TrustedIssuer {
        rules = List.copyOf(rules);
        requireSafe(url);
    }

    /**
     * What comes over the network unencrypted could be anybody's.
     *
     * @throws IllegalArgumentException if it is no https URL; of this machine itself http is taken too
     */
    static URI requireSafe(String url) {
        URI uri = parse(url);
        boolean safe = uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && ("https".equals(uri.getScheme())
                        || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())));
        if (!safe) {
            throw new IllegalArgumentException("'" + url + "' must be an https:// address");
        }
        return uri;
    }

    private static URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + url + "' must be an https:// address", e);
        }
    }
}
