package no.itagenten.fleet.fleetd.access;

/**
 * What a caller proved to hold: a bearer token or a dashboard session, by the hash of its secret, or a login, by its
 * id: its secrets change, and it stays the same.
 *
 * @param key no secret, but nothing for people either
 */
record Credential(Kind kind, String key) {

    enum Kind {
        TOKEN,
        LOGIN,
        SESSION
    }

    @Override
    public String toString() {
        return kind.name();
    }
}
