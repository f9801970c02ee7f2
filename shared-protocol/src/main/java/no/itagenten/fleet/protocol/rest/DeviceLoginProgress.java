package no.itagenten.fleet.protocol.rest;

import java.util.Optional;

/**
 * What has come of a login that somebody has to confirm.
 *
 * @param pending whether nobody has yet
 * @param interval how many seconds to wait before the next question
 * @param tokens of the login, once it is confirmed
 */
public record DeviceLoginProgress(boolean pending, int interval, Optional<LoginTokens> tokens) {}
