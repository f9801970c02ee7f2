package no.itagenten.fleet.fleetd.access;

/**
 * What a caller proved to hold: a bearer token or a dashboard session, by the hash of its secret.
 *
 * @param hash no secret, but nothing for people either
 */
record Credential(Kind kind, String hash) {

    enum Kind {
        TOKEN,
        SESSION
    }

    @Override
    public String toString() {
        return kind.name();
    }
}
