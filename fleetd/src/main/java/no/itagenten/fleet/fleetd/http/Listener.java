package no.itagenten.fleet.fleetd.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Sequence;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * The open port. Undertow's own listeners tell nobody of a connection before its first request has come whole; this one counts it
 * from the beginning. Safe for any thread once it is open.
 */
final class Listener implements AutoCloseable {

    /** TLS 1.2 and later, whatever the configuration of the machine's Java would still take. */
    private static final Sequence<String> TLS_VERSIONS = Sequence.of("TLSv1.3", "TLSv1.2");

    /** As Undertow's own: what is written at once into one TLS record. */
    private static final int BUFFER_BYTES = 16 * 1024 - 20;

    private final AcceptingChannel<? extends StreamConnection> channel;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Listener(AcceptingChannel<? extends StreamConnection> channel) {
        this.channel = channel;
    }

    /**
     * @param undertow started, whose threads are used
     * @param handshakeWithin how long a client may take to agree on TLS
     * @throws IOException if the address is taken or not ours
     */
    static Listener open(
            Undertow undertow,
            InetSocketAddress address,
            Optional<SSLContext> tls,
            OptionMap serverOptions,
            HttpHandler handler,
            Strangers strangers,
            Duration handshakeWithin)
            throws IOException {
        HttpOpenListener http = new HttpOpenListener(
                new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4),
                OptionMap.builder()
                        .addAll(serverOptions)
                        .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
                        .getMap());
        http.setRootHandler(handler);
        ChannelListener<StreamConnection> counted = connection -> {
            strangers.opened(connection);
            HandshakeDeadline.watch(connection, handshakeWithin);
            http.handleEvent(connection);
        };
        XnioWorker worker = undertow.getWorker();
        OptionMap options = OptionMap.builder()
                .set(Options.WORKER_IO_THREADS, worker.getIoThreadCount())
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BALANCING_TOKENS, 1)
                .set(Options.BALANCING_CONNECTIONS, 2)
                .set(Options.BACKLOG, 4_096)
                .set(Options.SSL_ENABLED_PROTOCOLS, TLS_VERSIONS)
                .getMap();
        AcceptingChannel<? extends StreamConnection> channel;
        if (tls.isPresent()) {
            UndertowXnioSsl ssl = new UndertowXnioSsl(
                    undertow.getXnio(), OptionMap.create(Options.USE_DIRECT_BUFFERS, true), tls.get());
            channel = ssl.createSslConnectionServer(
                    worker, address, ChannelListeners.openListenerAdapter(counted), options);
        } else {
            channel = worker.createStreamConnectionServer(
                    address, ChannelListeners.openListenerAdapter(counted), options);
        }
        channel.resumeAccepts();
        return new Listener(channel);
    }

    int port() {
        return channel.getLocalAddress(InetSocketAddress.class).getPort();
    }

    /** Connections that are open are closed with Undertow's threads. Once those have ended, closing would wait for them for ever. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            IoUtils.safeClose(channel);
        }
    }
}
