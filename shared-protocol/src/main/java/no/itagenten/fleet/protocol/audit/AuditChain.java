package no.itagenten.fleet.protocol.audit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How an entry of the audit log is hashed, the same for whoever writes it and whoever checks it. An entry names the hash of the one
 * before it, so that its own hash is one of all that came until then. Pure; safe for any thread.
 */
public final class AuditChain {

    /** What the first entry names as the hash of the one before it. */
    public static final String BEFORE_THE_FIRST = "0".repeat(64);

    /** The field of an entry that holds its own hash, and is not part of what is hashed. */
    public static final String HASH = "hash";

    private AuditChain() {}

    /**
     * SHA-256, in lowercase hexadecimal, of an entry's canonical form.
     *
     * @param entry with or without its {@link #HASH}
     */
    public static String hashOf(JsonObject entry) {
        return sha256(canonical(entry));
    }

    /**
     * The one way to write an entry: JSON as RFC 8785 has it, without {@link #HASH} and without whatever is null.
     *
     * @throws IllegalArgumentException if something is in it that no entry has, such as a fraction
     */
    public static String canonical(JsonObject entry) {
        JsonObject hashed = entry.deepCopy();
        hashed.remove(HASH);
        return CanonicalJson.of(hashed);
    }

    /** Of a canonical form that is at hand. */
    public static String sha256(String canonical) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A text of an entry, or an empty one if it has none of that name. */
    public static String text(JsonObject entry, String field) {
        JsonElement value = entry.get(field);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }
}
