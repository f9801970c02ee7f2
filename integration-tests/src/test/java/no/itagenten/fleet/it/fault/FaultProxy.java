package no.itagenten.fleet.it.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between a device and its server and does to their bytes what bad links do: holds them up, hands them on in slices of one to
 * seven, cuts the connection, and swallows everything without a word. Safe for several threads.
 */
final class FaultProxy implements AutoCloseable {

    private static final int CUT_ONCE_IN = 120;
    private static final int SLICE_ONCE_IN = 3;
    private static final int DELAY_ONCE_IN = 5;
    private static final int LONGEST_DELAY_MILLIS = 40;
    private static final int LARGEST_SLICE = 7;

    private final int target;
    private final Chance chance;
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile boolean rough;
    private volatile boolean hole;

    /** @param target the server's port on this machine */
    FaultProxy(int target, Chance chance) throws IOException {
        this.target = target;
        this.chance = chance;
        threads.execute(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Delays, slices and cuts at random from now on, or lets everything through. */
    void rough(boolean on) {
        rough = on;
    }

    /** Swallows what both sides send, and leaves their connections open. New ones are refused meanwhile. */
    void swallow() {
        hole = true;
    }

    /** Cuts what was swallowed, and lets new connections through. */
    void mend() {
        links.forEach(Link::cut);
        hole = false;
    }

    /** How many connections were cut at random. */
    int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (!door.isClosed()) {
                Socket device = door.accept();
                if (hole) {
                    device.close();
                } else {
                    connect(device);
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void connect(Socket device) throws IOException {
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException e) {
            device.close(); // the server is down
            return;
        }
        Link link = new Link(device, server);
        links.add(link);
        device.setTcpNoDelay(true); // each slice a packet of its own
        server.setTcpNoDelay(true);
        threads.execute(() -> link.pump(device, server));
        threads.execute(() -> link.pump(server, device));
    }

    @Override
    public void close() throws IOException {
        door.close();
        links.forEach(Link::cut);
        threads.shutdownNow();
    }

    /** One connection through the proxy. */
    private final class Link {

        private final Socket device;
        private final Socket server;

        Link(Socket device, Socket server) {
            this.device = device;
            this.server = server;
        }

        void pump(Socket from, Socket to) {
            byte[] buffer = new byte[4096];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    if (hole) {
                        continue;
                    }
                    if (rough && chance.once(CUT_ONCE_IN)) {
                        cuts.incrementAndGet();
                        out.write(buffer, 0, chance.below(count)); // in the middle of a frame
                        break;
                    }
                    hand(out, buffer, count);
                }
            } catch (IOException e) {
                // cut
            }
            if (!hole) {
                cut();
            }
        }

        private void hand(OutputStream out, byte[] bytes, int count) throws IOException {
            if (rough && chance.once(DELAY_ONCE_IN)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(chance.below(LONGEST_DELAY_MILLIS)));
            }
            boolean sliced = rough && chance.once(SLICE_ONCE_IN);
            int done = 0;
            while (done < count) {
                int slice = sliced ? Math.min(count - done, 1 + chance.below(LARGEST_SLICE)) : count - done;
                out.write(bytes, done, slice);
                done += slice;
            }
        }

        void cut() {
            links.remove(this);
            try (device;
                    server) {
                server.setSoLinger(chance.once(2), 0); // with a reset, or in order
            } catch (IOException e) {
                // closed already
            }
        }
    }
}
