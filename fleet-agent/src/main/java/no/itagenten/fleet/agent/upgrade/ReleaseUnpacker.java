package no.itagenten.fleet.agent.upgrade;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import no.itagenten.fleet.agent.upgrade.TarReader.Entry;

/**
 * Unpacks a release's archive into an empty folder. Only what an agent consists of is taken: a list of names that can lead
 * nowhere else, plain files, and no more of them than make sense, whatever the archive claims.
 */
final class ReleaseUnpacker {

    /** What the archive unpacks to may be this large: what is small when packed need not be small. */
    static final long MAX_UNPACKED_BYTES = 256L * 1024 * 1024;

    private static final int MAX_ENTRIES = 500;
    private static final Set<String> PROGRAMS =
            Set.of("bin/fleet-agent", "bin/fleet-agent-runner", "bin/fleet-agent-upgrade");
    private static final String LIBRARY = "lib/fleet-agent/fleet-agent.jar";
    private static final Pattern LIBRARIES = Pattern.compile("lib/fleet-agent/[A-Za-z0-9_][A-Za-z0-9._+-]{0,99}\\.jar");
    private static final Set<String> FOLDERS = Set.of("bin", "lib", "lib/fleet-agent");

    private ReleaseUnpacker() {}

    /**
     * Unpacks, and forces every file to disk.
     *
     * @throws RefusedReleaseException if the archive holds anything that an agent's release does not; the folder may then hold
     *     a part of it
     * @throws IOException if the folder cannot be written
     */
    static void unpack(Path archive, Path into) throws IOException, RefusedReleaseException {
        Set<String> seen = new HashSet<>();
        long[] room = {MAX_UNPACKED_BYTES};
        for (String folder : new String[] {"bin", "lib", "lib/fleet-agent"}) {
            Files.createDirectory(
                    into.resolve(folder),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Files.setPosixFilePermissions(into.resolve(folder), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(archive));
                InputStream in = new GZIPInputStream(packed)) {
            TarReader tar = new TarReader(in);
            for (Optional<Entry> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                take(tar, entry.get(), into, seen, room);
            }
        } catch (ZipException | EOFException e) {
            throw new RefusedReleaseException("the archive is damaged: " + e.getMessage(), e);
        }
        if (!seen.containsAll(PROGRAMS) || !seen.contains(LIBRARY)) {
            throw new RefusedReleaseException(
                    "the archive is no agent's: it lacks one of " + PROGRAMS + " and " + LIBRARY);
        }
    }

    private static void take(TarReader tar, Entry entry, Path into, Set<String> seen, long[] room)
            throws IOException, RefusedReleaseException {
        String name = entry.name();
        if (entry.isFolder() && FOLDERS.contains(name.replaceFirst("/$", ""))) {
            return;
        }
        if (entry.isFolder()
                || !(PROGRAMS.contains(name) || LIBRARIES.matcher(name).matches())) {
            throw new RefusedReleaseException(
                    "the archive's entry " + TarReader.printable(name) + " is no part of an agent");
        }
        if (!seen.add(name)) {
            throw new RefusedReleaseException("the archive has " + name + " twice");
        }
        room[0] -= entry.size();
        if (room[0] < 0 || seen.size() > MAX_ENTRIES) {
            throw new RefusedReleaseException("the archive unpacks to more than " + MAX_UNPACKED_BYTES / (1024 * 1024)
                    + " MiB or " + MAX_ENTRIES + " files");
        }
        write(tar, into.resolve(name), PROGRAMS.contains(name) ? "rwxr-xr-x" : "rw-r--r--");
    }

    private static void write(TarReader tar, Path file, String permissions) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int count = tar.read(buffer); count >= 0; count = tar.read(buffer)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            out.force(true);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
