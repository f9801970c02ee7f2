package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.release.AgentRelease;
import no.itagenten.fleet.protocol.release.SignedRelease;

/**
 * The folder in the agent's state by which the agent hands a release to root. Root trusts nothing in it: it copies what it needs
 * to where the agent cannot write, and looks at the copies only.
 */
final class UpgradeSpool {

    private static final int MAX_REQUEST_BYTES = 64;
    private static final String MARK = "[0-9a-f-]{36}";

    private final Path folder;

    UpgradeSpool(Path stateDir) {
        this.folder = stateDir.resolve("upgrade");
    }

    Path folder() {
        return folder;
    }

    Path archive() {
        return folder.resolve("release.tar.gz");
    }

    Path signature() {
        return folder.resolve("release.sig");
    }

    Path request() {
        return folder.resolve("request");
    }

    /** Where the new agent says that the server has taken it in. */
    Path confirmation(String mark) {
        if (!mark.matches(MARK)) {
            throw new IllegalArgumentException("no mark of an upgrade");
        }
        return folder.resolve("confirmed-" + mark);
    }

    /** Which command asks; empty if that cannot be read. For root. */
    Optional<CommandId> readRequest() {
        try {
            return Optional.of(
                    new CommandId(new String(read(request(), MAX_REQUEST_BYTES), StandardCharsets.US_ASCII).strip()));
        } catch (IOException | RefusedReleaseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws RefusedReleaseException if it is none */
    SignedRelease readSignature() throws IOException, RefusedReleaseException {
        String text = new String(read(signature(), SignedRelease.MAX_CHARS), StandardCharsets.US_ASCII);
        try {
            return SignedRelease.parse(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedReleaseException(signature() + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Copies the archive to a new file, but never more than an archive may have. */
    void copyArchive(Path to) throws IOException, RefusedReleaseException {
        try (InputStream in = open(archive());
                OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[64 * 1024];
            long room = AgentRelease.MAX_BYTES;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                room -= count;
                if (room < 0) {
                    throw new RefusedReleaseException(
                            "the archive is larger than the " + AgentRelease.MAX_BYTES + " bytes that it may have");
                }
                out.write(buffer, 0, count);
            }
        }
    }

    /** Removes everything. For the agent. */
    void clear() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static byte[] read(Path file, int most) throws IOException, RefusedReleaseException {
        try (InputStream in = open(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new RefusedReleaseException(file + " is larger than it may be");
            }
            return bytes;
        }
    }

    /** Another user wrote it: no link is followed. */
    private static InputStream open(Path file) throws IOException, RefusedReleaseException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedReleaseException(file + " is missing, or no plain file");
        }
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }
}
