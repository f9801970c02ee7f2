package no.itagenten.fleet.protocol.rest;

import java.util.List;

/**
 * {@code PUT …/windows}: when devices may be disturbed.
 *
 * @param windows as {@link no.itagenten.fleet.protocol.MaintenanceWindows} reads them, at least one
 */
public record WindowsRequest(List<String> windows) {}
