package no.itagenten.fleet.protocol.rest;

/**
 * {@code POST /api/agent/releases}: a part of an agent's release. Parts are sent in order; the answer says how much the server has,
 * from where whoever was interrupted goes on.
 *
 * @param signature the text of the {@code .sig} file
 * @param offset where in the archive this part begins, in bytes
 * @param data in base64; empty to ask how much is there
 */
public record ReleaseUpload(String signature, long offset, String data) {

    /** A client sends no more than this at a time, in bytes before base64. */
    public static final int PART_BYTES = 256 * 1024;
}
