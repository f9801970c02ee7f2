package no.itagenten.fleet.protocol.rest;

import no.itagenten.fleet.protocol.DeviceId;

/**
 * {@code POST /api/devices/{id}/replace}: new hardware takes a device's place.
 *
 * @param by the new one, enrolled and never named
 */
public record ReplaceRequest(DeviceId by) {}
