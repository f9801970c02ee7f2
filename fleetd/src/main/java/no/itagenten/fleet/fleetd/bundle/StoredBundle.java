package no.itagenten.fleet.fleetd.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import no.itagenten.fleet.fleetd.checksum.Sha256;

/** An archive, open to be read once; it stays whole while it is read, even if its file is deleted. For one thread. */
public final class StoredBundle implements AutoCloseable {

    private final FileChannel file;
    private final long bytes;
    private final byte[] sha256;

    private StoredBundle(FileChannel file) throws IOException {
        this.file = file;
        this.bytes = file.size();
        this.sha256 = Sha256.of(file);
    }

    static StoredBundle open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new StoredBundle(file);
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

    /** The bytes, from the first. Closing it closes this. */
    public InputStream content() {
        return Channels.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
