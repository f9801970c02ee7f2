package no.itagenten.fleet.agent.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one repository that the device fetches from, and the one transport that git may use for it.
 *
 * @param protocol git's name of the transport: {@code https}, {@code http}, {@code ssh} or {@code file}
 * @param sshKey private key for {@code ssh}
 * @param sshKnownHosts host keys for {@code ssh}; none: the system's
 * @param credentialsFile for {@code https}, in the format of git-credential-store(1)
 */
public record GitRemote(
        String url,
        String protocol,
        Optional<Path> sshKey,
        Optional<Path> sshKnownHosts,
        Optional<Path> credentialsFile) {

    private static final Pattern SCP_FORM =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[^:-].*");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\s]");

    /**
     * Git's name of the transport that the URL asks for.
     *
     * @throws IllegalArgumentException if it is not one that is allowed; the message says which are
     */
    static String protocolOf(String url, boolean allowInsecure) {
        if (CONTROL.matcher(url).find()) {
            throw new IllegalArgumentException("must not contain white space");
        }
        if (url.startsWith("/")) {
            return "file";
        }
        if (SCP_FORM.matcher(url).matches() && !url.contains("://") && !url.contains("::")) {
            return "ssh";
        }
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a URL", e);
        }
        String scheme = String.valueOf(uri.getScheme());
        if (uri.getRawUserInfo() != null && uri.getRawUserInfo().contains(":")) {
            throw new IllegalArgumentException("must not contain a password: use APP_CREDENTIALS_FILE");
        }
        return switch (scheme) {
            case "https", "ssh" -> {
                requireHost(uri);
                yield scheme;
            }
            case "http" -> {
                requireHost(uri);
                if (!allowInsecure && !ServerAddress.isLoopback(uri.getHost())) {
                    throw new IllegalArgumentException(
                            "is not encrypted: use https://, or set ALLOW_INSECURE=true on a trusted network");
                }
                yield scheme;
            }
            case "file" -> scheme;
            default -> throw new IllegalArgumentException("must be an https, ssh or file URL or an absolute path");
        };
    }

    private static void requireHost(URI uri) {
        if (uri.getHost() == null || uri.getHost().startsWith("-")) {
            throw new IllegalArgumentException("must name a host");
        }
    }
}
