package no.itagenten.fleet.agent.journal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.protocol.CommandId;

/** What takes the place of an entry that cannot be read: a command that was begun, with no evidence of how it went. */
final class DamagedEntry {

    private DamagedEntry() {}

    static JournalEntry of(CommandId id, Instant now) {
        return new JournalEntry(
                id, 0, Optional.empty(), now, Stage.RUNNING, 0, Map.of(), Optional.empty(), Optional.empty(), false);
    }
}
