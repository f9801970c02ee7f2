package no.itagenten.fleet.protocol;

import java.util.regex.Pattern;

/**
 * The forms of names that come from the wire and end up as an argument of a process. None may begin with a hyphen, so that none
 * can be taken for an option.
 */
public final class Names {

    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@:\\\\-]{0,127}");
    private static final Pattern REF = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+/#@-]{0,199}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{7,64}");

    private Names() {}

    /**
     * The name of a systemd unit or of another kind of service.
     *
     * @throws IllegalArgumentException if the text cannot be one
     */
    public static String requireService(String name) {
        if (name == null || !SERVICE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a service name is 1 to 128 letters, digits or one of _ . @ : - and does not begin with '-'");
        }
        return name;
    }

    /**
     * A branch or tag name, by the rules of git-check-ref-format(1) and somewhat narrower.
     *
     * @throws IllegalArgumentException if the text cannot be one
     */
    public static String requireRef(String ref) {
        if (ref == null
                || !REF.matcher(ref).matches()
                || ref.contains("..")
                || ref.contains("//")
                || ref.contains("/.")
                || ref.contains("@{")
                || ref.endsWith("/")
                || ref.endsWith(".")
                || ref.endsWith(".lock")
                || ref.contains(".lock/")) {
            throw new IllegalArgumentException("not a usable name of a git branch or tag");
        }
        return ref;
    }

    /**
     * A commit's object name, whole or abbreviated.
     *
     * @throws IllegalArgumentException if the text is not 7 to 64 hexadecimal digits
     */
    public static String requireCommit(String commit) {
        if (commit == null || !COMMIT.matcher(commit).matches()) {
            throw new IllegalArgumentException("a commit is named by 7 to 64 hexadecimal digits");
        }
        return commit;
    }
}
