package no.itagenten.fleet.agent.runner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;

/**
 * The two files by which agent and runner speak. They are in memory: after a power cut there is neither, and nothing that could be
 * taken for an answer.
 *
 * @param request written by the agent
 * @param result written by the runner
 */
record RunnerFiles(Path request, Path result) {

    private static final int MAX_BYTES = 512 * 1024;

    /** @param root the file system's root */
    static RunnerFiles standard(Path root) {
        return new RunnerFiles(
                root.resolve("run/r58-fleet-agent/runner/request.json"),
                root.resolve("run/r58-fleet-runner/result.json"));
    }

    Optional<RunnerRequest> readRequest() throws IOException {
        return read(request, RunnerRequest.class);
    }

    Optional<RunnerResult> readResult() throws IOException {
        return read(result, RunnerResult.class);
    }

    void write(RunnerRequest wanted) throws IOException {
        write(request, WireJson.encode(wanted));
    }

    void write(RunnerResult reached) throws IOException {
        write(result, WireJson.encode(reached));
    }

    /** Whole or not at all, and for everybody to read: there is no secret in it. */
    private static void write(Path file, String content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Path temporary = folder.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        Files.writeString(temporary, content, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Another user wrote it: no link is followed, no pipe waited at, and what does not fit is not shown. */
    private static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " is no plain file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException(file + " is larger than it may be");
        }
        try {
            return Optional.of(WireJson.decode(new String(bytes, StandardCharsets.UTF_8), type));
        } catch (ProtocolException e) {
            throw new IOException(file + " does not hold what it should", e);
        }
    }
}
