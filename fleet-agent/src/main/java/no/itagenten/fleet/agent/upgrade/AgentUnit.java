package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.util.Optional;

/** The agent as systemd runs it, and who guards it. */
interface AgentUnit {

    /** Names the present run: another one after each start. Empty if it does not run, or nobody can be asked. */
    Optional<String> run() throws InterruptedException;

    /** Has it started anew, from what is in place now. */
    void restart() throws IOException, InterruptedException;

    /** Whether a trial that begins now will be guarded. */
    boolean isGuarded() throws InterruptedException;
}
