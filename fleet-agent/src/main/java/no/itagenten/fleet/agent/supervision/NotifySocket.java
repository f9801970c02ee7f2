package no.itagenten.fleet.agent.supervision;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how this process fares, as sd_notify(3) has it: a datagram to the socket that it named. Java has no such sockets, so
 * the C library is called. Safe for several threads; a failure is logged and does no harm.
 */
final class NotifySocket implements ServiceState {

    private static final Logger LOG = LoggerFactory.getLogger(NotifySocket.class);
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int FAMILY_BYTES = 2;
    private static final int MAX_PATH_BYTES = 108;

    private final LibC libC;
    private final byte[] path;

    /** The calls that are needed. The names are the C library's. */
    interface LibC extends Library {
        int socket(int domain, int type, int protocol);

        long sendto(int socket, byte[] message, long length, int flags, Pointer address, int addressLength);

        int close(int socket);
    }

    private NotifySocket(LibC libC, byte[] path) {
        this.libC = libC;
        this.path = path;
    }

    /** Empty where systemd does not wait to be told. */
    static Optional<ServiceState> of(Map<String, String> environment) {
        byte[] path = environment.getOrDefault("NOTIFY_SOCKET", "").getBytes(StandardCharsets.UTF_8);
        if (path.length == 0 || path.length >= MAX_PATH_BYTES || (path[0] != '/' && path[0] != '@')) {
            return Optional.empty();
        }
        if (path[0] == '@') {
            path[0] = 0; // in the abstract name space
        }
        try {
            return Optional.of(new NotifySocket(Native.load("c", LibC.class), path));
        } catch (UnsatisfiedLinkError e) {
            LOG.warn("systemd cannot be told how the agent fares: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void tell(String state) {
        byte[] message = state.getBytes(StandardCharsets.UTF_8);
        int socket = libC.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (socket < 0) {
            LOG.warn("systemd cannot be told how the agent fares: no socket");
            return;
        }
        try (Memory address = new Memory(FAMILY_BYTES + (long) path.length)) {
            address.setShort(0, (short) AF_UNIX);
            address.write(FAMILY_BYTES, path, 0, path.length);
            long sent = libC.sendto(socket, message, message.length, MSG_NOSIGNAL, address, (int) address.size());
            if (sent != message.length) {
                LOG.warn("systemd could not be told {}", state);
            }
        } finally {
            libC.close(socket);
        }
    }
}
