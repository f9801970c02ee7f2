package no.itagenten.fleet.agent.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import no.itagenten.fleet.agent.file.AtomicFile;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.Text;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Writes a tar.gz that is on the disk whole under its name, or not at all. Every text goes through the redactor. */
final class BundleArchive {

    /** Of each file the end is kept. */
    static final int MAX_FILE_BYTES = 512 * 1024;

    /** Where so much is in the archive, nothing further is begun. */
    private static final long FULL_BYTES = Protocol.MAX_BUNDLE_BYTES - 2L * MAX_FILE_BYTES;

    private static final String FOLDER = "bundle/";

    private final Redactor redactor;
    private final Instant now;
    private final long fullBytes;
    private final List<String> missing = new ArrayList<>();

    BundleArchive(Redactor redactor, Instant now) {
        this(redactor, now, FULL_BYTES);
    }

    BundleArchive(Redactor redactor, Instant now, long fullBytes) {
        this.redactor = redactor;
        this.now = now;
        this.fullBytes = fullBytes;
    }

    /**
     * @param introduction what the first file says, before the list of what is missing
     * @param stop asked now and then
     * @throws StoppedException once {@code stop} says so
     * @throws IOException if the disk does not take it
     */
    Gathered write(Path target, String introduction, List<BundleEntry> entries, BooleanSupplier stop)
            throws IOException, InterruptedException, StoppedException {
        Path temporary = target.resolveSibling(AtomicFile.TEMPORARY_PREFIX + target.getFileName());
        Files.deleteIfExists(temporary);
        int files;
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                files = fill(channel, introduction, entries, stop);
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        AtomicFile.forceFolder(target.getParent());
        return new Gathered(files, redactor.count(), missing.size());
    }

    private int fill(FileChannel channel, String introduction, List<BundleEntry> entries, BooleanSupplier stop)
            throws IOException, InterruptedException, StoppedException {
        GzipParameters fast = new GzipParameters();
        fast.setCompressionLevel(1); // video needs the processor more than the network needs the bytes
        OutputStream out = new BufferedOutputStream(new KeptOpen(Channels.newOutputStream(channel)));
        int files = 0;
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GzipCompressorOutputStream(out, fast), UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (BundleEntry entry : entries) {
                if (channel.position() > fullBytes) {
                    missing.add(entry.name() + ": left out, the bundle is full");
                } else if (add(tar, entry, stop)) {
                    files++;
                }
            }
            put(tar, "README.txt", introduction + "\n" + notes(), false);
        }
        return files;
    }

    private boolean add(TarArchiveOutputStream tar, BundleEntry entry, BooleanSupplier stop)
            throws IOException, InterruptedException, StoppedException {
        Excerpt found;
        try {
            found = entry.content().read();
        } catch (IOException e) {
            missing.add(entry.name() + ": "
                    + redactor.redact(String.valueOf(e.getMessage()), () -> false)
                            .strip());
            return false;
        }
        int cutBefore = redactor.cutLines();
        String clean = redactor.redact(found.text(), stop);
        if (stop.getAsBoolean()) {
            throw new StoppedException();
        }
        if (redactor.cutLines() > cutBefore) {
            missing.add(entry.name() + ": the ends of " + (redactor.cutLines() - cutBefore) + " long lines");
        }
        put(tar, entry.name(), clean, found.cut());
        return true;
    }

    private void put(TarArchiveOutputStream tar, String name, String text, boolean cut) throws IOException {
        String kept = Text.cutKeepingEnd(text, MAX_FILE_BYTES);
        if (cut || kept.length() < text.length()) {
            missing.add(name + ": its beginning");
        }
        byte[] bytes = kept.getBytes(UTF_8);
        TarArchiveEntry header = new TarArchiveEntry(FOLDER + name);
        header.setSize(bytes.length);
        header.setModTime(Date.from(now));
        tar.putArchiveEntry(header);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    /** The file is forced to the disk after the archive is at its end. */
    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private String notes() {
        return "Secrets taken out: " + redactor.count() + "\n"
                + (missing.isEmpty() ? "" : "\nNot here, or not whole:\n  " + String.join("\n  ", missing) + "\n");
    }
}
