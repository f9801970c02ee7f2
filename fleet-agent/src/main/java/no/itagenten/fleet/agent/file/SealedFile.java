package no.itagenten.fleet.agent.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * A small text on disk with a checksum before it, so that a torn or damaged file is known for what it is. Not for more than a
 * megabyte.
 */
public final class SealedFile {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final String HEAD = "crc32c ";
    private static final int HEAD_LENGTH = HEAD.length() + 8 + 1;

    private SealedFile() {}

    /** Replaces the file; when this returns, it is on disk. */
    public static void write(Path file, String content) throws IOException {
        AtomicFile.write(file, HEAD + checksum(content) + "\n" + content);
    }

    /**
     * @throws DamagedFileException if the file is not what was written
     * @throws IOException if it cannot be read
     */
    public static String read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new DamagedFileException(file, "it has " + size + " bytes");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        if (text.length() < HEAD_LENGTH || !text.startsWith(HEAD) || text.charAt(HEAD_LENGTH - 1) != '\n') {
            throw new DamagedFileException(file, "its checksum is missing");
        }
        String content = text.substring(HEAD_LENGTH);
        if (!text.substring(HEAD.length(), HEAD_LENGTH - 1).equals(checksum(content))) {
            throw new DamagedFileException(file, "its checksum does not fit");
        }
        return content;
    }

    private static String checksum(String content) {
        CRC32C crc = new CRC32C();
        crc.update(content.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}
