package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.release.AgentRelease;
import no.itagenten.fleet.protocol.release.SignedRelease;

/**
 * Root's copies of what the agent hands over, in a folder that nobody else can look into: what is verified is what is used. The
 * agent may have put anything in the place of its files, at any moment. For one thread.
 */
final class IncomingRelease {

    private static final int MAX_REQUEST_BYTES = 64;
    private static final Duration COPY_WITHIN = Duration.ofMinutes(2);
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C");

    private final Path folder;
    private final UpgradeSpool spool;
    private final ProcessRunner processes;

    IncomingRelease(Path folder, UpgradeSpool spool, ProcessRunner processes) {
        this.folder = folder;
        this.spool = spool;
        this.processes = processes;
    }

    /** Begins with an empty folder. */
    void begin() throws IOException {
        end();
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Removes the copies. */
    void end() throws IOException {
        ReleaseFolder.delete(folder);
    }

    /** Which command asks; empty if that cannot be read. */
    String request() throws InterruptedException {
        try {
            return new CommandId(read("the request", spool.request(), MAX_REQUEST_BYTES)
                            .strip())
                    .value();
        } catch (IOException | RefusedReleaseException | IllegalArgumentException e) {
            return "";
        }
    }

    /** @throws RefusedReleaseException if it is none */
    SignedRelease signature() throws IOException, RefusedReleaseException, InterruptedException {
        try {
            return SignedRelease.parse(read("the signature", spool.signature(), SignedRelease.MAX_CHARS));
        } catch (IllegalArgumentException e) {
            throw new RefusedReleaseException(spool.signature() + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Takes it over.
     *
     * @throws RefusedReleaseException if it is not the very archive that the release names
     */
    Path archive(AgentRelease release) throws IOException, RefusedReleaseException, InterruptedException {
        Path copy = copy("the archive", spool.archive(), release.size());
        ArchiveChecksum.require(copy, release);
        return copy;
    }

    private String read(String what, Path file, int most)
            throws IOException, RefusedReleaseException, InterruptedException {
        return Files.readString(copy(what, file, most), StandardCharsets.US_ASCII);
    }

    /**
     * By dd(1), because Java cannot open a file without waiting: on a pipe that nobody writes to it would wait for ever, with the
     * lock in its hands. No link is followed.
     */
    private Path copy(String what, Path file, long most)
            throws IOException, RefusedReleaseException, InterruptedException {
        if (Files.isSymbolicLink(spool.folder())) {
            throw new RefusedReleaseException(spool.folder() + " is a link: remove it");
        }
        Path copy = folder.resolve(file.getFileName());
        ProcessOutcome outcome = processes.run(new CommandLine(
                List.of(
                        "dd",
                        "if=" + file,
                        "of=" + copy,
                        "bs=64K",
                        "count=" + (most + 1),
                        "iflag=nofollow,nonblock,fullblock,count_bytes",
                        "status=none"),
                Path.of("/"),
                ENVIRONMENT,
                COPY_WITHIN));
        if (!outcome.succeeded() || Files.size(copy) == 0) {
            throw new RefusedReleaseException(what + ", " + file + ", is missing or empty, or no plain file: "
                    + (outcome.succeeded()
                            ? "nothing can be read"
                            : outcome.output().strip()));
        }
        if (Files.size(copy) > most) {
            throw new RefusedReleaseException(
                    what + ", " + file + ", is larger than the " + most + " bytes that it may have");
        }
        return copy;
    }
}
