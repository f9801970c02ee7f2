package no.itagenten.fleet.protocol.rest;

import java.time.Instant;

/** {@code GET /health}: whether the daemon can do its work, which includes committing to its database. */
public record Health(String status, String service, Instant timestamp, String version) {}
