package no.itagenten.fleet.agent.upgrade;

/**
 * An upgrade on trial.
 *
 * @param request the id of the command that asked for it
 * @param version the new one
 * @param before the version that comes back if need be
 * @param mark nobody knew it before: a confirmation that bears it is for this trial
 * @param release the new one's folder
 * @param previous the former one's
 * @param confirmation the file that the new agent makes when the server has taken it in begins with it; its run follows
 * @param run the agent's that was at work when the programs were exchanged: not the new one's. Empty if there was none
 * @param guards how often the guard was started, which after a reboot it is once more
 */
record PendingUpgrade(
        String request,
        String version,
        String before,
        String mark,
        String release,
        String previous,
        String confirmation,
        String run,
        int guards) {

    /** In the place of {@code old}. */
    PendingUpgrade inPlaceOf(String old) {
        return new PendingUpgrade(request, version, before, mark, release, previous, confirmation, old, guards);
    }

    PendingUpgrade guardedOnceMore() {
        return new PendingUpgrade(request, version, before, mark, release, previous, confirmation, run, guards + 1);
    }
}
