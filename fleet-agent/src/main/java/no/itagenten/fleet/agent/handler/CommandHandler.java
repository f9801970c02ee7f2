package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import no.itagenten.fleet.agent.journal.JournalEntry;
import no.itagenten.fleet.protocol.DeviceCommand;

/**
 * Carries out one type of command. Called on the commands' thread only, one command at a time.
 *
 * @param <C> the type
 */
interface CommandHandler<C extends DeviceCommand> {

    /**
     * Carries it out and returns how it ended.
     *
     * @throws CanceledException if it was taken back in time; nothing is left of it
     * @throws ExpiredException if its time passed while it waited for its turn; nothing was touched
     * @throws IOException if the journal cannot be written before anything was touched
     * @throws InterruptedException if the agent stops; the next one takes the command up again
     */
    Outcome execute(C command, CommandRun run)
            throws CanceledException, ExpiredException, IOException, InterruptedException;

    /**
     * Brings a command to its end that an earlier agent began, judging by what it noted and by what can be seen. {@code
     * interrupted.resumptions()} counts this time too.
     */
    Outcome resume(C command, JournalEntry interrupted, CommandRun run)
            throws CanceledException, ExpiredException, IOException, InterruptedException;
}
