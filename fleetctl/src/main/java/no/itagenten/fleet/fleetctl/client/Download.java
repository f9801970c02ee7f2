package no.itagenten.fleet.fleetctl.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.itagenten.fleet.fleetctl.problem.Problem;

/** A file that the server sends with its SHA-256. Closing it, from any thread, ends the connection. */
public final class Download implements Closeable {

    private static final Pattern DIGEST = Pattern.compile("sha-256=:([A-Za-z0-9+/]{43}=):");

    private final Answer answer;
    private final Http http;
    private final byte[] wanted;

    Download(Answer answer, Http http) {
        this.answer = answer;
        this.http = http;
        Matcher digest = DIGEST.matcher(answer.header("repr-digest").orElse(""));
        if (!digest.find()) {
            throw http.notFleetd("it sent a file without its SHA-256", null);
        }
        wanted = Base64.getDecoder().decode(digest.group(1));
    }

    /** The schema of the database in it. */
    public String schemaVersion() {
        return answer.header("r58-schema-version").orElse("");
    }

    /** The SHA-256 that it must have, hexadecimal. */
    public String sha256() {
        return HexFormat.of().formatHex(wanted);
    }

    /**
     * Passes all of it on.
     *
     * @return how many bytes
     * @throws Problem if it does not arrive whole
     * @throws IOException if {@code out} does not take it
     */
    public long copyTo(OutputStream out) throws IOException {
        MessageDigest found = sha256Digest();
        byte[] buffer = new byte[64 * 1024];
        long bytes = 0;
        for (int count = read(buffer); count >= 0; count = read(buffer)) {
            found.update(buffer, 0, count);
            out.write(buffer, 0, count);
            bytes += count;
        }
        if (!MessageDigest.isEqual(found.digest(), wanted)) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "what arrived is not what the server sent: its SHA-256 is another one",
                    "Run the command again.");
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        answer.close();
    }

    private int read(byte[] buffer) {
        try {
            return answer.body().read(buffer);
        } catch (IOException e) {
            throw http.unanswered(e);
        }
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
