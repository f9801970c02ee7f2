package no.itagenten.fleet.agent.upgrade;

import no.itagenten.fleet.protocol.release.ReleaseVersion;

/**
 * That the agent goes up only, so that nobody brings an old weakness back by an old release. The agent asks it before it fetches
 * anything, and root for itself before the switch.
 */
final class VersionOrder {

    private VersionOrder() {}

    /**
     * @param running the version that is installed
     * @param allowDowngrade whether root has allowed one that is not higher
     * @throws RefusedReleaseException if the version may not take the place of the one that is installed
     */
    static void require(ReleaseVersion version, String running, boolean allowDowngrade) throws RefusedReleaseException {
        ReleaseVersion installed;
        try {
            installed = ReleaseVersion.parse(running);
        } catch (IllegalArgumentException e) {
            throw new RefusedReleaseException(
                    "the installed agent's version, " + running + ", is none of a release", e);
        }
        if (version.compareTo(installed) <= 0 && !allowDowngrade) {
            throw new RefusedReleaseException("fleet-agent " + version + " is not newer than the installed " + installed
                    + ". If that is wanted, root sets AGENT_ALLOW_DOWNGRADE=yes in the device's agent.conf");
        }
    }
}
