package no.itagenten.fleet.protocol.rest;

import java.util.Optional;

/** {@code POST /api/devices/{id}/update}; at most one of the three, none for the branch the device is configured to follow. */
public record UpdateRequest(Optional<String> branch, Optional<String> tag, Optional<String> commit) {}
