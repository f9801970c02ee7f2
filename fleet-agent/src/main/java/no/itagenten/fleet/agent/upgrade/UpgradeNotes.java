package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import no.itagenten.fleet.agent.file.AtomicFile;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;

/** Root's notes on disk, and the two links. Reading is for anybody, writing for root. What is written is on disk on return. */
final class UpgradeNotes {

    private static final int MAX_BYTES = 64 * 1024;

    private final UpgradePlaces places;

    UpgradeNotes(UpgradePlaces places) {
        this.places = places;
    }

    /** Waits until no other step is at work. Closing it lets the next one in. */
    FileChannel lock() throws IOException {
        FileChannel channel =
                FileChannel.open(places.state().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var unused = channel.lock(); // held as long as the channel is open
        return channel;
    }

    Optional<PendingUpgrade> pending() throws IOException {
        return read(places.pending(), PendingUpgrade.class);
    }

    Optional<UpgradeReport> report() throws IOException {
        return read(places.report(), UpgradeReport.class);
    }

    void write(PendingUpgrade pending) throws IOException {
        AtomicFile.writeForAll(places.pending(), WireJson.encode(pending));
    }

    void write(UpgradeReport report) throws IOException {
        AtomicFile.writeForAll(places.report(), WireJson.encode(report));
    }

    void dropPending() throws IOException {
        Files.deleteIfExists(places.pending());
        AtomicFile.forceFolder(places.state());
    }

    /** The release that the programs are found in now. */
    Path current() throws IOException {
        return places.programs().toRealPath();
    }

    /** Has the programs found in that release, from one moment to the next. */
    void switchTo(Path release) throws IOException {
        link(places.programs(), places.programs().toAbsolutePath().getParent().relativize(release));
    }

    /** The release before the current one, if it is there. */
    Optional<Path> previous() throws IOException {
        return Files.isDirectory(places.previous())
                ? Optional.of(places.previous().toRealPath())
                : Optional.empty();
    }

    void keepPrevious(Path release) throws IOException {
        link(places.previous(), release);
    }

    private static void link(Path link, Path target) throws IOException {
        Path temporary = link.resolveSibling(link.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        Files.createSymbolicLink(temporary, target);
        Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        AtomicFile.forceFolder(link.toAbsolutePath().getParent());
    }

    private static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            return Optional.of(WireJson.decode(Files.readString(file, StandardCharsets.UTF_8), type));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (ProtocolException e) {
            throw new IOException(file + " does not hold what it should: " + e.getMessage(), e);
        }
    }
}
