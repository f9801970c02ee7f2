package no.itagenten.fleet.fleetd.testing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.release.AgentRelease;
import no.itagenten.fleet.protocol.release.ReleaseVersion;
import no.itagenten.fleet.protocol.release.SignedRelease;
import no.itagenten.fleet.protocol.rest.ReleaseUpload;

/** A release to be uploaded: bytes, and a signature that nobody believes, which is none of the server's business. */
public final class UploadedRelease {

    private final SignedRelease signed;
    private final byte[] archive;

    private UploadedRelease(SignedRelease signed, byte[] archive) {
        this.signed = signed;
        this.archive = archive;
    }

    /** Another one each time, of 100 kB. */
    public static UploadedRelease of(String version) {
        byte[] archive = new byte[100_000];
        new SecureRandom().nextBytes(archive);
        try {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
            AgentRelease release = new AgentRelease(ReleaseVersion.parse(version), sha256, archive.length);
            return new UploadedRelease(
                    new SignedRelease(release, Base64.getEncoder().encodeToString(new byte[64])), archive);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same signature over another archive. */
    public UploadedRelease with(UploadedRelease other) {
        return new UploadedRelease(signed, other.archive);
    }

    public SignedRelease signed() {
        return signed;
    }

    public byte[] archive() {
        return archive.clone();
    }

    public int size() {
        return archive.length;
    }

    /** The request that sends this part. */
    public String part(int from, int to) {
        String data = Base64.getEncoder().encodeToString(Arrays.copyOfRange(archive, from, to));
        return WireJson.encode(new ReleaseUpload(signed.text(), from, data));
    }

    /** All of it. */
    public Reply upload(Api api) {
        return api.post("/api/agent/releases", part(0, size()));
    }
}
