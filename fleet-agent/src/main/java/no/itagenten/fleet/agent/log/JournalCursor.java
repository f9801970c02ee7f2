package no.itagenten.fleet.agent.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.LocalProcesses;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Places in systemd's journal, as {@code __CURSOR} in systemd.journal-fields(7) names them. */
final class JournalCursor {

    private static final Logger LOG = LoggerFactory.getLogger(JournalCursor.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private JournalCursor() {}

    /** Where the journal ends at this moment, so that following it can begin here even after a restart. */
    static Optional<String> now(String journalctl) {
        return entry(journalctl, List.of());
    }

    /** Whether the entry there was vacuumed, and perhaps others after it. False when the journal cannot be read. */
    static boolean isGone(String journalctl, String cursor) {
        return entry(journalctl, List.of("--cursor=" + cursor))
                .filter(next -> !next.equals(cursor))
                .isPresent();
    }

    private static Optional<String> entry(String journalctl, List<String> where) {
        List<String> arguments = new ArrayList<>(
                List.of(journalctl, "--no-pager", "--quiet", "--lines=1", "--output=json", "--output-fields=PRIORITY"));
        arguments.addAll(where);
        CommandLine command = new CommandLine(
                arguments, Path.of("/"), Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "LC_ALL", "C"), TIMEOUT);
        try {
            ProcessOutcome outcome = new LocalProcesses().run(command);
            return outcome.output()
                    .lines()
                    .map(line -> JournalRecord.parse(line, List.of(), JournalFollower.NAME))
                    .flatMap(Optional::stream)
                    .map(LogSource.Line::position)
                    .reduce((first, last) -> last);
        } catch (IOException e) {
            LOG.warn("The journal cannot be read: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
