package no.itagenten.fleet.agent.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import no.itagenten.fleet.agent.config.SignaturePolicy.Signed;
import no.itagenten.fleet.protocol.Names;

/** Reads what the file says about the application and where its updates come from. */
final class ApplicationReader {

    /** git hands these paths to a shell inside ssh and credential commands. */
    private static final Pattern PLAIN_PATH = Pattern.compile("/[A-Za-z0-9_./@+-]*");

    private final ConfigReader reader;
    private final ConfigReader health;
    private final boolean allowInsecure;

    /**
     * @param reader of the file with the APP_ keys
     * @param health of the file that says how to see whether the application is well; may be the same
     */
    ApplicationReader(ConfigReader reader, ConfigReader health, boolean allowInsecure) {
        this.reader = reader;
        this.health = health;
        this.allowInsecure = allowInsecure;
    }

    Optional<ApplicationConfig> read() throws ConfigException {
        Optional<GitRemote> remote = remote();
        Optional<URI> healthUrl = health.get("HEALTH_URL", ApplicationReader::localUrl);
        List<String> postUpdate = reader.arguments("APP_POST_UPDATE").orElse(List.of());
        String branch = reader.get("APP_BRANCH", Names::requireRef).orElse("main");
        List<String> healthCommand = reader.arguments("APP_HEALTH_COMMAND").orElse(List.of());
        Optional<SignaturePolicy> signatures = signatures();
        Optional<ReleasesConfig> releases = releases();
        Optional<Path> folder = reader.path("APP_DIR");
        if (folder.isEmpty() && (remote.isPresent() || !postUpdate.isEmpty() || !healthCommand.isEmpty())) {
            reader.require("APP_DIR", "/opt/application", ConfigReader::absolutePath);
        }
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ApplicationConfig(
                folder.get(),
                remote,
                branch,
                postUpdate,
                reader.seconds("APP_POST_UPDATE_TIMEOUT", 600, 1, 7200),
                healthCommand,
                healthUrl,
                health.seconds("UPDATE_SETTLE_SECONDS", 10, 0, 300),
                health.seconds("UPDATE_VERIFY_TIMEOUT", 120, 1, 3600),
                signatures,
                releases));
    }

    private Optional<ReleasesConfig> releases() throws ConfigException {
        boolean releases = reader.get("APP_LAYOUT", text -> switch (text) {
                    case "in-place" -> false;
                    case "releases" -> true;
                    default -> throw new IllegalArgumentException("must be in-place or releases");
                })
                .orElse(false);
        ReleasesConfig config = reader.get("APP_KEEP_RELEASES", ApplicationReader::keep)
                .orElse(new ReleasesConfig(ReleasesConfig.STANDARD_KEEP));
        return releases ? Optional.of(config) : Optional.empty();
    }

    private static ReleasesConfig keep(String text) {
        return new ReleasesConfig(text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0);
    }

    private Optional<SignaturePolicy> signatures() throws ConfigException {
        Optional<Signed> signed = reader.get("APP_REQUIRE_SIGNED", text -> switch (text) {
            case "commit" -> Signed.COMMIT;
            case "tag" -> Signed.TAG;
            default -> throw new IllegalArgumentException("must be commit or tag");
        });
        Optional<Path> signers = reader.get("APP_ALLOWED_SIGNERS", ApplicationReader::plainPath);
        if (signed.isEmpty()) {
            return Optional.empty();
        }
        if (signers.isEmpty()) {
            signers = Optional.of(reader.require(
                    "APP_ALLOWED_SIGNERS", "/etc/r58-fleet/allowed_signers", ApplicationReader::plainPath));
        }
        return Optional.of(new SignaturePolicy(signed.get(), signers.get()));
    }

    private Optional<GitRemote> remote() throws ConfigException {
        Optional<Path> sshKey = reader.get("APP_SSH_KEY", ApplicationReader::plainPath);
        Optional<Path> knownHosts = reader.get("APP_SSH_KNOWN_HOSTS", ApplicationReader::plainPath);
        Optional<Path> credentials = reader.get("APP_CREDENTIALS_FILE", ApplicationReader::plainPath);
        return reader.get(
                "APP_REMOTE",
                url -> new GitRemote(url, GitRemote.protocolOf(url, allowInsecure), sshKey, knownHosts, credentials));
    }

    private static Path plainPath(String text) {
        if (!PLAIN_PATH.matcher(text).matches()) {
            throw new IllegalArgumentException("must be an absolute path of letters, digits and . _ - + @");
        }
        return ConfigReader.absolutePath(text);
    }

    /** A plain address on this machine. */
    static URI localUrl(String text) {
        URI uri = URI.create(text);
        if (!"http".equals(uri.getScheme()) || !ServerAddress.isLoopback(uri.getHost())) {
            throw new IllegalArgumentException(
                    "must be an http URL on this machine, such as http://127.0.0.1:8080/health");
        }
        return uri;
    }
}
