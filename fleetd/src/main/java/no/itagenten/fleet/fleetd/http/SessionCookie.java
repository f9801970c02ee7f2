package no.itagenten.fleet.fleetd.http;

import no.itagenten.fleet.fleetd.access.Access;

/** The dashboard's cookie: out of reach of scripts, for this site only, and under TLS only where there is TLS. */
final class SessionCookie {

    static final String NAME = "r58_session";

    private SessionCookie() {}

    /** Sets it to that session's secret. */
    static String of(String secret, ClientOrigin client) {
        return header(secret, Access.SESSION.toSeconds(), client);
    }

    /** Takes it away. */
    static String none(ClientOrigin client) {
        return header("", 0, client);
    }

    private static String header(String secret, long seconds, ClientOrigin client) {
        return NAME + "=" + secret + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                + (client.secure() ? "; Secure" : "");
    }
}
