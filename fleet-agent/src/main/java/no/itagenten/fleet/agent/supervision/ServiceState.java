package no.itagenten.fleet.agent.supervision;

/** Where the state of this process is told to whoever started it. */
interface ServiceState {

    /** @param state assignments, one a line, as sd_notify(3) has them */
    void tell(String state);
}
