package no.itagenten.fleet.agent.connection;

import no.itagenten.fleet.protocol.Text;

/**
 * Why a connection is over.
 *
 * @param closeCode what the server closed with; 0 when nobody closed it properly
 */
record SessionEnd(int closeCode, String reason) {

    static SessionEnd closed(int code, String reason) {
        String text = reason == null || reason.isBlank() ? "no reason given" : Text.cut(reason, 200);
        return new SessionEnd(code, "the server closed it with " + code + ": " + text);
    }

    static SessionEnd lost(String reason) {
        return new SessionEnd(0, reason);
    }
}
