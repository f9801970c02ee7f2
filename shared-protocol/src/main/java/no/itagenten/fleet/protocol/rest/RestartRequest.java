package no.itagenten.fleet.protocol.rest;

import java.util.Optional;

/** {@code POST /api/devices/{id}/restart}; without a service, all of the application's services. */
public record RestartRequest(Optional<String> service) {}
