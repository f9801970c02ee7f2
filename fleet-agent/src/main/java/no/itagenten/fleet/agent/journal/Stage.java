package no.itagenten.fleet.agent.journal;

/** How far a command has come on this device. */
public enum Stage {
    /** On disk, nothing done. */
    RECEIVED,
    /** Begun. After a crash its effect has to be judged from evidence. */
    RUNNING,
    /** At its end; the result is on disk. */
    FINISHED
}
