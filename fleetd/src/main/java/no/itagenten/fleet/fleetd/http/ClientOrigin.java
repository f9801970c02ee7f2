package no.itagenten.fleet.fleetd.http;

/**
 * Where a request comes from.
 *
 * @param address the client's, behind trusted proxies
 * @param secure whether the client speaks TLS, to us or to a trusted proxy
 */
record ClientOrigin(String address, boolean secure) {}
