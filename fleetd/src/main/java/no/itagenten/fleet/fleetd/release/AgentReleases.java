package no.itagenten.fleet.fleetd.release;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetd.checksum.Sha256;
import no.itagenten.fleet.protocol.ReleasePart;
import no.itagenten.fleet.protocol.release.ReleaseVersion;
import no.itagenten.fleet.protocol.release.SignedRelease;
import no.itagenten.fleet.protocol.rest.AgentReleaseView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The releases of the agent that devices may fetch, in a folder: for each an archive and its signature. The server vouches for
 * none of them: it has no release key, and a device believes the signature alone. At most {@link #MOST} are kept, and one upload
 * at a time. Safe for any thread; every method may block on the disk. Only what changes the folder waits for its like: devices
 * fetch while somebody uploads.
 */
public final class AgentReleases {

    /** When there is one more the lowest version goes. */
    public static final int MOST = 10;

    private static final Logger log = LoggerFactory.getLogger(AgentReleases.class);
    private static final String SIGNATURE = ".sig";
    private static final String UPLOAD = "upload";

    private final Path folder;
    private final Clock clock;

    public AgentReleases(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Takes the next part of an archive. A part that does not begin where the last one ended is left alone: the answer says how much
     * is there. Another release's unfinished upload ends with this. Another signature of the same archive takes the place of the
     * one that is here: nobody but a device can say which of them is good.
     *
     * @throws ReleaseConflictException if that version is there, and is another one
     * @throws IllegalArgumentException if the archive is not what the signature is for; it has to be sent anew
     * @throws IOException if it cannot be stored
     */
    public synchronized AgentReleaseView put(SignedRelease signed, long offset, byte[] data) throws IOException {
        Optional<SignedRelease> known = find(signed.release().version());
        if (known.isPresent()) {
            if (!known.get().release().equals(signed.release())) {
                throw new ReleaseConflictException(
                        "a release " + signed.release().version()
                                + " with another archive is here; give the new one another version, or remove the old one");
            }
            if (!known.get().equals(signed)) {
                Path fresh = folder.resolve(UPLOAD + SIGNATURE);
                Files.deleteIfExists(folder.resolve(UPLOAD));
                write(fresh, signed);
                publish(fresh, signature(signed.release().version()));
            }
            return view(signed);
        }
        Files.createDirectories(folder);
        Path part = folder.resolve(UPLOAD);
        if (!unfinished().equals(Optional.of(signed))) {
            Files.deleteIfExists(part);
            write(folder.resolve(UPLOAD + SIGNATURE), signed);
        }
        long received = Files.exists(part) ? Files.size(part) : 0;
        if (offset != received || data.length == 0) {
            return unfinishedView(signed, received);
        }
        if (received + data.length > signed.release().size()) {
            throw new IllegalArgumentException(
                    "the archive is longer than the " + signed.release().size() + " bytes that its signature is for");
        }
        append(part, data);
        if (received + data.length < signed.release().size()) {
            return unfinishedView(signed, received + data.length);
        }
        finish(signed, part);
        return view(signed);
    }

    /** The highest version first. */
    public List<AgentReleaseView> list() throws IOException {
        List<AgentReleaseView> views = new ArrayList<>();
        for (SignedRelease release : all()) {
            try {
                views.add(view(release));
            } catch (NoSuchFileException e) {
                log.debug("Release {} was removed meanwhile", release.release().version());
            }
        }
        return views;
    }

    /** The highest version that is here. */
    public Optional<String> highest() throws IOException {
        return all().stream()
                .findFirst()
                .map(release -> release.release().version().toString());
    }

    public boolean has(String version) throws IOException {
        return find(ReleaseVersion.parse(version)).isPresent();
    }

    /** Whether it was there. */
    public synchronized boolean remove(String version) throws IOException {
        ReleaseVersion known = ReleaseVersion.parse(version);
        boolean there = Files.deleteIfExists(signature(known)); // without it the archive is nothing
        Files.deleteIfExists(archive(known));
        return there;
    }

    /** A part for a device; one that says why, if there is none. */
    public ReleasePart part(String version, long offset) {
        try {
            Optional<SignedRelease> release = find(ReleaseVersion.parse(version));
            if (release.isEmpty()) {
                return ReleasePart.none(version, offset, "the server holds no release " + version + " of the agent");
            }
            if (offset >= release.get().release().size()) {
                return ReleasePart.none(version, offset, "the archive ends before that");
            }
            byte[] data = read(archive(release.get().release().version()), offset);
            return new ReleasePart(
                    version,
                    offset,
                    Optional.of(release.get().text()),
                    Optional.of(Base64.getEncoder().encodeToString(data)),
                    Optional.empty());
        } catch (NoSuchFileException e) {
            return ReleasePart.none(version, offset, "the server holds release " + version + " of the agent no more");
        } catch (IOException e) {
            log.error("The release {} of the agent cannot be read", version, e);
            return ReleasePart.none(version, offset, "the server cannot read the release; its log says why");
        }
    }

    private static byte[] read(Path archive, long offset) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(ReleasePart.MAX_BYTES);
        try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.READ)) {
            channel.position(offset);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // until the part is full or the file ends
            }
        }
        byte[] data = new byte[buffer.position()];
        buffer.flip().get(data);
        return data;
    }

    private static void append(Path part, byte[] data) throws IOException {
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(data);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** The signature's name is what makes a release of it, and comes last. */
    private void finish(SignedRelease signed, Path part) throws IOException {
        if (!Sha256.of(part).equals(signed.release().sha256())) {
            Files.delete(part);
            throw new IllegalArgumentException(
                    "the archive is not the one that its signature is for: its SHA-256 is another one");
        }
        ReleaseVersion version = signed.release().version();
        Files.move(part, archive(version), StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(archive(version), FileTime.from(clock.instant()));
        publish(folder.resolve(UPLOAD + SIGNATURE), signature(version));
        List<SignedRelease> all = all();
        for (SignedRelease old : all.subList(Math.min(MOST, all.size()), all.size())) {
            log.info(
                    "Release {} of the agent is dropped: the server keeps {}",
                    old.release().version(),
                    MOST);
            remove(old.release().version().toString());
        }
    }

    /** On disk before it gets its name, which a power cut must not leave to an empty file. */
    private static void write(Path file, SignedRelease signed) throws IOException {
        Files.writeString(file, signed.text());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private void publish(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private Optional<SignedRelease> unfinished() throws IOException {
        Path file = folder.resolve(UPLOAD + SIGNATURE);
        return Files.exists(file) ? parse(file) : Optional.empty();
    }

    private Optional<SignedRelease> find(ReleaseVersion version) throws IOException {
        return Files.exists(signature(version)) ? parse(signature(version)) : Optional.empty();
    }

    private List<SignedRelease> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<SignedRelease> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(SIGNATURE) && !name.equals(UPLOAD + SIGNATURE)) {
                    parse(file).ifPresent(found::add);
                }
            }
        }
        found.sort(Comparator.comparing(
                        (SignedRelease release) -> release.release().version())
                .reversed());
        return found;
    }

    private static Optional<SignedRelease> parse(Path file) throws IOException {
        try {
            return Optional.of(SignedRelease.parse(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // removed meanwhile
        } catch (IllegalArgumentException e) {
            log.warn("{} cannot be used and is passed over: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private AgentReleaseView view(SignedRelease signed) throws IOException {
        Instant uploaded =
                Files.getLastModifiedTime(archive(signed.release().version())).toInstant();
        return view(signed, signed.release().size(), Optional.of(uploaded));
    }

    private static AgentReleaseView unfinishedView(SignedRelease signed, long received) {
        return view(signed, received, Optional.empty());
    }

    private static AgentReleaseView view(SignedRelease signed, long received, Optional<Instant> uploaded) {
        return new AgentReleaseView(
                signed.release().version().toString(),
                signed.release().sha256(),
                signed.release().size(),
                received,
                uploaded);
    }

    private Path archive(ReleaseVersion version) {
        return folder.resolve(version + ".tar.gz");
    }

    private Path signature(ReleaseVersion version) {
        return folder.resolve(version + SIGNATURE);
    }
}
