package no.itagenten.fleet.protocol.rest;

import java.util.List;
import java.util.Optional;

/**
 * {@code GET /api/whoami}: whom the server takes the caller for.
 *
 * @param venues with the tags, what is reached; both empty: the whole fleet
 * @param may the only commands that may be given; empty: all that the role may
 */
public record Whoami(
        String name,
        String role,
        Optional<List<String>> venues,
        Optional<List<String>> tags,
        Optional<List<String>> may) {}
