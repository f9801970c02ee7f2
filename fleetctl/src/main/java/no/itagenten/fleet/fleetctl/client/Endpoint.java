package no.itagenten.fleet.fleetctl.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import no.itagenten.fleet.fleetctl.problem.Problem;

/**
 * Where a server is.
 *
 * @param basePath what stands before {@code /api}, for a server behind a proxy's path; empty or {@code /something}
 */
public record Endpoint(boolean tls, String host, int port, String basePath) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1");

    /**
     * Reads a URL as an operator types it.
     *
     * @throws Problem of kind USAGE that says what is wrong with it
     */
    public static Endpoint parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw badUrl(url);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme)
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getPort() > 65535) {
            throw badUrl(url);
        }
        boolean tls = scheme.equals("https");
        String host = uri.getHost().startsWith("[")
                ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        return new Endpoint(tls, host.toLowerCase(Locale.ROOT), port, path);
    }

    private static Problem badUrl(String url) {
        return Problem.usage(
                "'" + url + "' is not the address of a server",
                "Give it like https://fleet.example.org or http://127.0.0.1:3001");
    }

    /** Whether traffic stays on this machine. */
    public boolean loopback() {
        return LOOPBACK.contains(host) || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    /** Host and port as the Host header has them. */
    public String authority() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return port == (tls ? 443 : 80) ? name : name + ":" + port;
    }

    /** The URL in its plainest form, for people and for comparing. */
    public String url() {
        return (tls ? "https://" : "http://") + authority() + basePath;
    }
}
