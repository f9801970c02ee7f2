package no.itagenten.fleet.protocol.rest;

import java.util.List;
import java.util.Optional;

/**
 * {@code PATCH /api/devices/{id}}: what is absent stays as it is.
 *
 * @param venue an empty text takes the venue away
 * @param tags the whole new set
 */
public record DevicePatch(Optional<String> name, Optional<String> venue, Optional<List<String>> tags) {}
