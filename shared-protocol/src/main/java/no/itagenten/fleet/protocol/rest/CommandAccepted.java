package no.itagenten.fleet.protocol.rest;

import no.itagenten.fleet.protocol.CommandId;

/**
 * A command is on the server's disk and will come to one final state.
 *
 * @param message one sentence: on its way, or waiting and why
 */
public record CommandAccepted(boolean success, CommandId commandId, String message) {}
