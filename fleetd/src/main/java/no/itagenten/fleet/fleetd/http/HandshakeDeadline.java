package no.itagenten.fleet.fleetd.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.ssl.SslConnection;

/**
 * Closes a connection over TLS whose handshake has not come to its end in time, in however small pieces it comes. To Undertow such a
 * connection is one that waits for its first request, which may take longer.
 */
final class HandshakeDeadline {

    private HandshakeDeadline() {}

    /** @param connection that was accepted just now; without TLS nothing is done */
    static void watch(StreamConnection connection, Duration within) {
        if (connection instanceof SslConnection tls) {
            XnioExecutor.Key deadline = tls.getIoThread()
                    .executeAfter(() -> IoUtils.safeClose(tls), within.toMillis(), TimeUnit.MILLISECONDS);
            tls.getHandshakeSetter().set(done -> deadline.remove());
        }
    }
}
