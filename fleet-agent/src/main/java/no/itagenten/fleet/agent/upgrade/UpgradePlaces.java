package no.itagenten.fleet.agent.upgrade;

import java.nio.file.Path;

/**
 * Where root keeps what belongs to the agent's own upgrades. The agent may read all of it but {@link #incoming} and write none.
 *
 * @param programs the link by which every program is found
 * @param releases beside it: a folder for each release
 * @param state root's notes
 * @param keys the pinned release keys
 */
record UpgradePlaces(Path programs, Path releases, Path state, Path keys) {

    /** @param root the file system's root */
    static UpgradePlaces standard(Path root) {
        return new UpgradePlaces(
                root.resolve("opt/r58-fleet"),
                root.resolve("opt/r58-fleet-releases"),
                root.resolve("var/lib/r58-fleet-upgrade"),
                root.resolve("etc/r58-fleet/release-keys.pub"));
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
