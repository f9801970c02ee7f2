package no.itagenten.fleet.fleetd.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import no.itagenten.fleet.fleetd.checksum.Sha256;

/**
 * A finished and checked copy of the database, to be read once. Its file has no name any more: the operating system frees it when
 * it is closed, whatever happens to this process. For one thread; closing it lets the next one be made.
 */
public final class Backup implements AutoCloseable {

    private final FileChannel file;
    private final Runnable whenClosed;
    private final long bytes;
    private final byte[] sha256;
    private final String schemaVersion;

    private Backup(FileChannel file, String schemaVersion, Runnable whenClosed) throws IOException {
        this.file = file;
        this.whenClosed = whenClosed;
        this.bytes = file.size();
        this.sha256 = Sha256.of(file);
        this.schemaVersion = schemaVersion;
    }

    /** Takes a file over, and removes its name. */
    static Backup of(Path copy, String schemaVersion, Runnable whenClosed) throws IOException {
        FileChannel file = FileChannel.open(copy, StandardOpenOption.READ);
        try {
            Files.delete(copy);
            return new Backup(file, schemaVersion, whenClosed);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** How long it is. */
    public long bytes() {
        return bytes;
    }

    /** SHA-256 of all of it. */
    public byte[] sha256() {
        return sha256.clone();
    }

    /** The schema's version. */
    public String schemaVersion() {
        return schemaVersion;
    }

    /** The bytes, from the first. Closing it closes this. */
    public InputStream content() {
        return Channels.newInputStream(file);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // it was only read
        } finally {
            whenClosed.run();
        }
    }
}
