package no.itagenten.fleet.fleetd.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Finds the client behind proxies. {@code X-Forwarded-For} is written from left to right by whoever passes a request on, and its
 * left end by the client itself: the client is the rightmost hop that is not one of ours.
 */
final class TrustedProxies {

    private final List<Cidr> trusted;

    TrustedProxies(List<Cidr> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    ClientOrigin clientOf(HttpServerExchange exchange) {
        InetAddress peer = exchange.getSourceAddress().getAddress();
        boolean direct = !isTrusted(peer);
        Optional<String> agent =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.USER_AGENT));
        boolean secure = exchange.getConnection().getSslSessionInfo() != null
                || (!direct
                        && "https".equalsIgnoreCase(exchange.getRequestHeaders().getFirst(Headers.X_FORWARDED_PROTO)));
        if (direct) {
            return new ClientOrigin(peer.getHostAddress(), secure, agent);
        }
        for (String hop : hopsFromTheRight(exchange.getRequestHeaders().get(Headers.X_FORWARDED_FOR))) {
            var address = Cidr.address(hop);
            if (address.isEmpty()) {
                break; // nobody we trust writes that
            }
            if (!isTrusted(address.get())) {
                return new ClientOrigin(address.get().getHostAddress(), secure, agent);
            }
        }
        return new ClientOrigin(peer.getHostAddress(), secure, agent);
    }

    boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(cidr -> cidr.contains(address));
    }

    private static List<String> hopsFromTheRight(HeaderValues values) {
        List<String> hops = new ArrayList<>();
        if (values != null) {
            for (String value : values) {
                for (String hop : value.split(",", -1)) {
                    hops.add(hop.strip());
                }
            }
        }
        Collections.reverse(hops);
        return hops;
    }
}
