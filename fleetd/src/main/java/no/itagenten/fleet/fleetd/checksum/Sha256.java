package no.itagenten.fleet.fleetd.checksum;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a whole file. Stateless and safe for any thread; waits for the disk. */
public final class Sha256 {

    private Sha256() {}

    /** Of the channel's whole file; afterwards it stands at the first byte. */
    public static byte[] of(FileChannel file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
        file.position(0);
        InputStream in = Channels.newInputStream(file);
        byte[] buffer = new byte[128 * 1024];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            digest.update(buffer, 0, count);
        }
        file.position(0);
        return digest.digest();
    }

    /** In hexadecimal. */
    public static String of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return HexFormat.of().formatHex(of(channel));
        }
    }
}
