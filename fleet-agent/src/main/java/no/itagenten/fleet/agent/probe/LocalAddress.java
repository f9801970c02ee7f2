package no.itagenten.fleet.agent.probe;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Which of this machine's addresses it speaks to the server from. */
public final class LocalAddress {

    private final String host;
    private final int port;

    public LocalAddress(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** Asks the routing table; nothing is sent. May wait for a name to be resolved. */
    public Optional<String> find() {
        InetSocketAddress server = new InetSocketAddress(host, port);
        if (server.isUnresolved()) {
            return Optional.empty();
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server);
            InetAddress local = socket.getLocalAddress();
            return local.isAnyLocalAddress() ? Optional.empty() : Optional.of(withoutZone(local.getHostAddress()));
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // no route
        }
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
