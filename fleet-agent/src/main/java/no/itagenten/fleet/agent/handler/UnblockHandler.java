package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import no.itagenten.fleet.agent.journal.JournalEntry;
import no.itagenten.fleet.protocol.Unblock;

/** Allows commits again that were rolled back. */
final class UnblockHandler implements CommandHandler<Unblock> {

    private final BlockedCommits blocked;

    UnblockHandler(BlockedCommits blocked) {
        this.blocked = blocked;
    }

    @Override
    public Outcome execute(Unblock command, CommandRun run) throws CanceledException {
        run.commit();
        try {
            Set<String> lifted =
                    new TreeSet<>(blocked.unblock(command.commit().map(commit -> commit.toLowerCase(Locale.ROOT)))
                            .keySet());
            if (lifted.isEmpty()) {
                return Outcome.succeeded(command.commit()
                        .map(commit -> "commit " + commit + " was not blocked")
                        .orElse("no commit was blocked"));
            }
            return Outcome.succeeded("may be tried again: " + String.join(", ", lifted));
        } catch (IOException e) {
            return Outcome.failed("the list of blocked commits cannot be written: " + e.getMessage());
        }
    }

    /** Twice does no harm. */
    @Override
    public Outcome resume(Unblock command, JournalEntry interrupted, CommandRun run) throws CanceledException {
        return execute(command, run);
    }
}
