package no.itagenten.fleet.protocol.rest;

/**
 * {@code POST /api/logout}.
 *
 * @param revoked whether something ended on the server: a session or a login, not a machine's token
 */
public record LoggedOut(boolean success, boolean revoked) {}
