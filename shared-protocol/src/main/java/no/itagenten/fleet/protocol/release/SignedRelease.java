package no.itagenten.fleet.protocol.release;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release and the signature under it: the text of the {@code .sig} file that goes with an archive. That it can be read says
 * nothing of whether the signature is good. Immutable.
 *
 * @param signature Ed25519, over {@link AgentRelease#signedBytes}, in base64
 */
public record SignedRelease(AgentRelease release, String signature) {

    /** No such text is longer. */
    public static final int MAX_CHARS = 1024;

    private static final int SIGNATURE_BYTES = 64;
    private static final Pattern FORM = Pattern.compile(
            AgentRelease.LABEL + "\nname=" + AgentRelease.NAME
                    + "\nversion=([^\n]{1,100})\nsha256=([0-9a-f]{64})\nsize=([1-9][0-9]{0,9})\nsignature=([A-Za-z0-9+/=]{1,100})\n");

    public SignedRelease {
        if (Base64.getDecoder().decode(signature).length != SIGNATURE_BYTES) {
            throw new IllegalArgumentException("an Ed25519 signature has " + SIGNATURE_BYTES + " bytes");
        }
    }

    /**
     * Reads such a text, which has one form only: what is not exactly that is refused.
     *
     * @throws IllegalArgumentException if it is not; the message is the end of a sentence
     */
    public static SignedRelease parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "it is not the signature of an agent's release, which ./install.sh agent-archive makes");
        }
        return new SignedRelease(
                new AgentRelease(
                        ReleaseVersion.parse(matcher.group(1)), matcher.group(2), Long.parseLong(matcher.group(3))),
                matcher.group(4));
    }

    /** The text of the file. */
    public String text() {
        return release.text() + "signature=" + signature + "\n";
    }
}
