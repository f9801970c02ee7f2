package no.itagenten.fleet.protocol.rest;

/**
 * The body of every answer that is not a success.
 *
 * @param error one sentence: what is wrong and, where there is one, the next step
 * @param code an {@link ErrorCode}'s wire name; text, so that a client understands answers of a newer server
 */
public record ApiError(String error, String code) {}
