package no.itagenten.fleet.protocol.rest;

/** {@code GET /api/whoami}: whom the server takes the caller for. */
public record Whoami(String name, String role) {}
