package no.itagenten.fleet.protocol;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A piece of a support bundle. The server answers each with a {@link BundleAck} that says from where it wants the next; so an upload
 * that was cut off goes on where it was.
 *
 * @param commandId the {@link Bundle} that asked for it
 * @param size of the whole archive in bytes, 1 to {@link Protocol#MAX_BUNDLE_BYTES}
 * @param sha256 of the whole archive, 64 hexadecimal digits in lower case; with it begins a new upload
 * @param offset where in the archive the piece belongs
 * @param data the piece in base64 (RFC 4648, section 4), 1 to {@link Protocol#MAX_BUNDLE_CHUNK_BYTES} bytes
 */
public record BundleChunk(DeviceId deviceId, CommandId commandId, long size, String sha256, long offset, String data)
        implements DeviceMessage {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_DATA_CHARS = (Protocol.MAX_BUNDLE_CHUNK_BYTES + 2) / 3 * 4;

    public BundleChunk {
        Check.atLeast(size, 1, "size");
        if (size > Protocol.MAX_BUNDLE_BYTES) {
            throw new IllegalArgumentException("size must be at most " + Protocol.MAX_BUNDLE_BYTES);
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("sha256 must have 64 hexadecimal digits in lower case");
        }
        Check.atLeast(offset, 0, "offset");
        Check.text(data, MAX_DATA_CHARS, "data");
        if (offset + decode(data).length > size) {
            throw new IllegalArgumentException("the piece reaches beyond the end of the archive");
        }
    }

    /** The piece. */
    public byte[] bytes() {
        return decode(data);
    }

    /** A piece of these bytes. */
    public static BundleChunk of(
            DeviceId deviceId, CommandId commandId, long size, String sha256, long offset, byte[] bytes) {
        return new BundleChunk(
                deviceId, commandId, size, sha256, offset, Base64.getEncoder().encodeToString(bytes));
    }

    private static byte[] decode(String data) {
        try {
            return Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("data must be base64", e);
        }
    }
}
