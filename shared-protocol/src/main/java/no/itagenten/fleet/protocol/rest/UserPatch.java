package no.itagenten.fleet.protocol.rest;

import java.util.List;
import java.util.Optional;

/**
 * {@code PATCH /api/users/{id}}: what is absent stays as it is.
 *
 * @param venues the whole new list
 * @param tags the whole new list
 * @param enabled whether the user may log in; false ends every login there is
 */
public record UserPatch(
        Optional<String> role, Optional<List<String>> venues, Optional<List<String>> tags, Optional<Boolean> enabled) {}
