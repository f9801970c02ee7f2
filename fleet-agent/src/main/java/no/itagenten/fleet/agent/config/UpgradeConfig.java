package no.itagenten.fleet.agent.config;

import java.nio.file.Path;

/**
 * What root's part of an upgrade of the agent reads of the agent's configuration.
 *
 * @param stateDir of the agent, where it leaves what it fetched
 * @param allowDowngrade whether a version that is not higher than the installed one may take its place
 */
public record UpgradeConfig(Path stateDir, boolean allowDowngrade) {}
