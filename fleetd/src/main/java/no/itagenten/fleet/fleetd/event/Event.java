package no.itagenten.fleet.fleetd.event;

/**
 * Something changed.
 *
 * @param id for {@code Last-Event-ID}
 * @param json one line
 */
public record Event(String id, String name, String json) {}
