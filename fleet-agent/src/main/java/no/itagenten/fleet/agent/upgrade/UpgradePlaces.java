package no.itagenten.fleet.agent.upgrade;

import java.nio.file.Path;

/**
 * Where root keeps what belongs to the agent's own upgrades. The agent may read all of it but {@link #incoming} and write none.
 *
 * @param programs the link by which every program is found
 * @param releases beside it: a folder for each release
 * @param state root's notes
 * @param keys the pinned release keys
 * @param installing there as long as install.sh is at work, which has the last word
 */
record UpgradePlaces(Path programs, Path releases, Path state, Path keys, Path installing) {

    /** @param root the file system's root */
    static UpgradePlaces standard(Path root) {
        return new UpgradePlaces(
                root.resolve("opt/r58-fleet"),
                root.resolve("opt/r58-fleet-releases"),
                root.resolve("var/lib/r58-fleet-upgrade"),
                root.resolve("etc/r58-fleet/release-keys.pub"),
                root.resolve("run/r58-fleet-installing"));
    }

    /**
     * There where the server is installed on the same machine. An upgrade would have it run from a folder that the next one
     * removes, and it restarts the agent only.
     */
    Path server() {
        return programs.resolve("bin/fleetd");
    }

    /** There as long as an upgrade is on trial; systemd starts the guard when it sees it. */
    Path pending() {
        return state.resolve("pending.json");
    }

    /** How the latest upgrade went. */
    Path report() {
        return state.resolve("report.json");
    }

    /** A link to the release that comes back when the new one is of no use. The guard runs from there. */
    Path previous() {
        return state.resolve("previous");
    }

    /** For root alone: what is verified is read from here, where nobody can exchange it. */
    Path incoming() {
        return state.resolve("incoming");
    }
}
