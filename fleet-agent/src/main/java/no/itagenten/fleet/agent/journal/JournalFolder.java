package no.itagenten.fleet.agent.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import no.itagenten.fleet.agent.file.AtomicFile;
import no.itagenten.fleet.agent.file.SealedFile;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file for each command, named for its id, with a checksum. A file that is damaged still says by its name that the command
 * was seen, which is what keeps it from being carried out a second time; it becomes an entry that says no more than that.
 */
final class JournalFolder {

    private static final Logger LOG = LoggerFactory.getLogger(JournalFolder.class);
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final Clock clock;

    private JournalFolder(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    static JournalFolder open(Path path, Clock clock) throws IOException {
        AtomicFile.createFolder(path);
        return new JournalFolder(path, clock);
    }

    void forEach(Consumer<JournalEntry> consumer) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith(AtomicFile.TEMPORARY_PREFIX)) {
                    Files.deleteIfExists(file); // never finished: what it was to replace is still there
                } else {
                    Optional<CommandId> id = idOf(name);
                    if (id.isPresent()) {
                        consumer.accept(read(id.get()));
                    } else {
                        LOG.warn("{} is no entry of the journal and is passed over", file);
                    }
                }
            }
        }
    }

    JournalEntry read(CommandId id) throws IOException {
        Path file = file(id);
        String problem;
        try {
            JournalEntry entry = WireJson.decode(SealedFile.read(file), JournalEntry.class);
            if (entry.commandId().equals(id)) {
                return entry;
            }
            problem = "it tells of command " + entry.commandId();
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException | ProtocolException e) {
            problem = e.getMessage();
        }
        LOG.error("The journal's entry for command {} is damaged ({}); the command counts as begun", id, problem);
        return DamagedEntry.of(id, clock.instant());
    }

    void write(JournalEntry entry) throws IOException {
        SealedFile.write(file(entry.commandId()), WireJson.encode(entry));
    }

    void delete(CommandId id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    private Path file(CommandId id) {
        return folder.resolve(id.value() + SUFFIX);
    }

    private static Optional<CommandId> idOf(String name) {
        if (!name.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CommandId(name.substring(0, name.length() - SUFFIX.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
