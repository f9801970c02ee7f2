package no.itagenten.fleet.agent.probe;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which of this machine's addresses it speaks to the server from. */
public final class LocalAddress {

    /** The longest run of groups that are zero. */
    private static final Pattern ZEROS = Pattern.compile("((?::0\\b){2,}):?(?!\\S*\\b\\1:0\\b)(\\S*)");

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
            return local.isAnyLocalAddress() ? Optional.empty() : Optional.of(text(local));
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // no route
        }
    }

    /** The address as people write it (RFC 5952), without its zone, which means something on this machine only. */
    static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return ZEROS.matcher(zone < 0 ? text : text.substring(0, zone)).replaceFirst("::$2");
    }
}
