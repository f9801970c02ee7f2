package no.itagenten.fleet.agent.connection;

import java.time.Duration;
import java.util.Optional;
import no.itagenten.fleet.protocol.ReconnectHint;
import no.itagenten.fleet.protocol.Text;

/**
 * Why a connection is over.
 *
 * @param closeCode what the server closed with; 0 when nobody closed it properly
 * @param reconnectWithin the time over which the server wants its devices to come back
 */
record SessionEnd(int closeCode, String reason, Optional<Duration> reconnectWithin) {

    static SessionEnd closed(int code, String reason) {
        String given = reason == null ? "" : reason;
        String text = given.isBlank() ? "no reason given" : Text.cut(given, 200);
        return new SessionEnd(code, "the server closed it with " + code + ": " + text, ReconnectHint.in(given));
    }

    static SessionEnd lost(String reason) {
        return new SessionEnd(0, reason, Optional.empty());
    }
}
