package no.itagenten.fleet.fleetd.command;

/**
 * By what a request that is sent again is known: the {@code Idempotency-Key} header
 * (draft-ietf-httpapi-idempotency-key-header), within the caller's own keys for one route.
 *
 * @param route method and path as called
 * @param request a hash of what is asked for, so that the key is not good for anything else
 */
public record RequestKey(String caller, String route, String key, String request) {}
