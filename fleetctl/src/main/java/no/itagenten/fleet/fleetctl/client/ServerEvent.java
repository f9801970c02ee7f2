package no.itagenten.fleet.fleetctl.client;

/**
 * One event of a stream.
 *
 * @param type for example {@code device}; {@code message} when the server names none
 * @param data its JSON
 * @param id the stream's cursor after this event, empty when there is none yet
 */
public record ServerEvent(String type, String data, String id) {}
