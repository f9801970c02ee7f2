package no.itagenten.fleet.agent.config;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import no.itagenten.fleet.protocol.DeviceId;

/** Where the server is: {@code ws(s)://HOST[:PORT]/ws}, from which every other address follows. */
public record ServerAddress(URI webSocket) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /**
     * @param allowInsecure whether an unencrypted connection to another machine is wanted
     * @throws IllegalArgumentException if the text is no such address; the message says what to write
     */
    public static ServerAddress parse(String text, boolean allowInsecure) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a URL; write wss://HOST/ws", e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("ws") && !scheme.equals("wss")) {
            throw new IllegalArgumentException("must begin with wss:// (or ws:// for a server on this machine)");
        }
        if (uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getFragment() != null) {
            throw new IllegalArgumentException("must be wss://HOST[:PORT]/ws with no user, query or fragment");
        }
        if (uri.getRawPath() == null || !uri.getRawPath().endsWith("/ws")) {
            throw new IllegalArgumentException("must end in /ws, for example wss://" + uri.getHost() + "/ws");
        }
        if (scheme.equals("ws") && !allowInsecure && !isLoopback(uri.getHost())) {
            throw new IllegalArgumentException(
                    "is not encrypted: use wss://, or set ALLOW_INSECURE=true on a trusted network");
        }
        return new ServerAddress(uri);
    }

    static boolean isLoopback(String host) {
        return host != null && LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    /** The address of the device's own connection. */
    public URI connection(DeviceId device) {
        return URI.create(webSocket + "?deviceId=" + device);
    }

    /** The address that a device enrols at. */
    public URI enrollment() {
        String text = webSocket.toString();
        String http = "http" + text.substring(2, text.length() - "/ws".length());
        return URI.create(http + "/api/enroll");
    }

    public String host() {
        String host = webSocket.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    public int port() {
        boolean tls = webSocket.getScheme().equalsIgnoreCase("wss");
        return webSocket.getPort() >= 0 ? webSocket.getPort() : tls ? 443 : 80;
    }
}
