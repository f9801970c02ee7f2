package no.itagenten.fleet.protocol.rest;

import java.time.Instant;
import java.util.Optional;
import no.itagenten.fleet.protocol.CommandState;

/**
 * One step of a command's life.
 *
 * @param at when the server learned of it
 * @param phase the device's name for the step, where it gave one
 */
public record CommandPhase(Instant at, CommandState state, Optional<String> phase, Optional<String> message) {}
