package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import no.itagenten.fleet.agent.file.AtomicFile;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;

/** Root's notes on disk, and the two links. Reading is for anybody, writing for root. What is written is on disk on return. */
class UpgradeNotes {

    private static final int MAX_BYTES = 64 * 1024;
    private static final Duration LOCK_WITHIN = Duration.ofMinutes(1);
    private static final long LOOK_AGAIN_MILLIS = 200;

    /** Whoever may open a file may lock it, and keep every step and every guard waiting. */
    private static final Set<PosixFilePermission> ROOT_ONLY = PosixFilePermissions.fromString("rw-------");

    private final UpgradePlaces places;

    UpgradeNotes(UpgradePlaces places) {
        this.places = places;
    }

    /**
     * Waits until no other step is at work, for a minute at most. Closing it lets the next one in.
     *
     * @throws IOException if another step is at work still
     */
    FileChannel lock() throws IOException, InterruptedException {
        return lock(LOCK_WITHIN);
    }

    FileChannel lock(Duration within) throws IOException, InterruptedException {
        Path file = places.state().resolve("lock");
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
                        .equals(ROOT_ONLY)) {
            Files.delete(file); // who has opened it before could lock it ever after
        }
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(ROOT_ONLY));
        try {
            await(channel, within);
            return channel;
        } catch (IOException | InterruptedException e) {
            channel.close();
            throw e;
        }
    }

    /** It is held as long as the channel is open. */
    private static void await(FileChannel channel, Duration within) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (!isLocked(channel)) {
            if (System.nanoTime() - begun >= within.toNanos()) {
                throw new IOException("another part of an upgrade has been at work for " + within.toSeconds()
                        + " s. See: systemctl status 'r58-fleet-agent-*'");
            }
            Thread.sleep(LOOK_AGAIN_MILLIS); // a lock of another process tells nobody when it is let go
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // by another thread of this program
        }
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

    /**
     * The release that the programs are found in now.
     *
     * @throws IOException also if the link leads nowhere
     */
    Path current() throws IOException {
        return places.programs().toRealPath();
    }

    /** Has the programs found in that release, from one moment to the next. */
    void switchTo(Path release) throws IOException {
        Path folder = places.programs().toAbsolutePath().getParent().toRealPath(); // from where the link is read
        link(folder.resolve(places.programs().getFileName()), folder.relativize(release));
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
