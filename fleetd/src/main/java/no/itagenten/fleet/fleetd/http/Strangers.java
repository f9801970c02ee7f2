package no.itagenten.fleet.fleetd.http;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import no.itagenten.fleet.fleetd.network.Network;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * The connections on which nobody has said who he is. Of one network there may be so many, and of all together so many; for one
 * more, the oldest is closed. So whoever opens connections without end loses their own, and a device or a person at the same address
 * still comes in. Safe for any thread.
 */
final class Strangers {

    private record Stranger(StreamConnection connection, String network) {}

    /** By peer; the one that was opened first is first. Were talking to count, who talks most would drive out whoever has just come. */
    private final Map<SocketAddress, Stranger> strangers = new LinkedHashMap<>();

    private final Map<String, Integer> ofNetwork = new HashMap<>();
    private final TrustedProxies proxies;
    private final int mostOfNetwork;
    private final int most;

    /** @param proxies through which many come: they see to it that whoever comes through them has something to say */
    Strangers(TrustedProxies proxies, int mostOfNetwork, int most) {
        this.proxies = proxies;
        this.mostOfNetwork = mostOfNetwork;
        this.most = most;
    }

    /** A connection was accepted. */
    synchronized void opened(StreamConnection connection) {
        InetSocketAddress peer = connection.getPeerAddress(InetSocketAddress.class);
        if (peer == null || proxies.isTrusted(peer.getAddress())) {
            return;
        }
        String network = Network.of(peer.getAddress());
        if (ofNetwork.getOrDefault(network, 0) >= mostOfNetwork || strangers.size() >= most) {
            strangers.entrySet().removeIf(entry -> forgetIfClosed(entry.getValue()));
        }
        if (ofNetwork.getOrDefault(network, 0) >= mostOfNetwork) {
            closeFirst(network);
        } else if (strangers.size() >= most) {
            closeFirst(null);
        }
        forget(strangers.put(peer, new Stranger(connection, network)));
        ofNetwork.merge(network, 1, Integer::sum);
    }

    /** It is known who is at its other end. */
    synchronized void known(SocketAddress peer) {
        forget(strangers.remove(peer));
    }

    private void closeFirst(String network) {
        Iterator<Stranger> all = strangers.values().iterator();
        while (all.hasNext()) {
            Stranger stranger = all.next();
            if (network == null || stranger.network().equals(network)) {
                all.remove();
                forget(stranger);
                IoUtils.safeClose(stranger.connection());
                return;
            }
        }
    }

    private boolean forgetIfClosed(Stranger stranger) {
        boolean closed = !stranger.connection().isOpen();
        if (closed) {
            forget(stranger);
        }
        return closed;
    }

    private void forget(Stranger stranger) {
        if (stranger != null) {
            ofNetwork.computeIfPresent(stranger.network(), (key, count) -> count > 1 ? count - 1 : null);
        }
    }
}
