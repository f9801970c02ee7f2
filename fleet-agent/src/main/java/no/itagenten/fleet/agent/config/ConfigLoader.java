package no.itagenten.fleet.agent.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.Names;

/** Reads the agent's configuration file and checks all of it before anything starts. */
public final class ConfigLoader {

    private static final Path DEFAULT_STATE_DIR = Path.of("/var/lib/r58-fleet-agent");

    /** The systemd unit that runs the runner. */
    public static final String RUNNER_UNIT = "r58-fleet-runner.service";

    private static final String SOURCE_NAME = "[A-Za-z0-9_.@:-]{1,128}";

    private final Path root;
    private final Map<String, String> environment;

    /**
     * @param root the file system's root, under which machine id and systemd are looked for
     * @param environment whose FLEET_API_URL and DEVICE_ID go before the file's
     */
    public ConfigLoader(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment = Map.copyOf(environment);
    }

    /** @throws ConfigException with one line that says where, what and what to write instead */
    public AgentConfig load(Path path) throws ConfigException {
        ConfigFile file = ConfigFile.read(path);
        file.override("FLEET_API_URL", environment);
        file.override("DEVICE_ID", environment);
        ConfigReader reader = new ConfigReader(file);
        ServicesConfig services = new ServicesReader(reader, root).read();
        KnownKeys.requireKnown(file, services.names());
        boolean allowInsecure = reader.flag("ALLOW_INSECURE");
        reader.flag("AGENT_ALLOW_DOWNGRADE"); // root's part of an upgrade reads it; what is wrong with it is told here
        Optional<Path> applicationFile = reader.path("APP_CONFIG");
        return new AgentConfig(
                path.toAbsolutePath(),
                reader.require(
                        "FLEET_API_URL",
                        "wss://fleet.example.org/ws",
                        text -> ServerAddress.parse(text, allowInsecure)),
                deviceId(reader),
                reader.path("STATE_DIR").orElse(DEFAULT_STATE_DIR),
                reader.seconds("HEARTBEAT_INTERVAL", 30, 1, 3600),
                token(reader, file),
                reader.path("CA_FILE"),
                applicationFile.isPresent()
                        ? application(applicationFile.get(), reader)
                        : new ApplicationReader(reader, reader, allowInsecure).read(),
                applicationFile,
                applicationFile.isPresent(),
                services,
                logFiles(reader),
                journalUnits(reader, applicationFile.isPresent()),
                reader.arguments("REBOOT_COMMAND").orElse(rebootCommand(services)),
                reader.flag("SUPPORT_BUNDLE", true),
                BusyConfig.read(reader));
    }

    /**
     * The file that is for the application alone, as the runner reads it: nothing of the agent's own stands there.
     *
     * @throws ConfigException with one line that says where, what and what to write instead
     */
    public Optional<ApplicationConfig> loadApplication(Path path) throws ConfigException {
        return application(path, new ConfigReader(ConfigFile.none(path)));
    }

    /**
     * The little that root's part of an upgrade of the agent needs; the rest may be wrong.
     *
     * @throws ConfigException with one line that says where, what and what to write instead
     */
    public UpgradeConfig loadUpgrade(Path path) throws ConfigException {
        ConfigReader reader = new ConfigReader(ConfigFile.read(path));
        return new UpgradeConfig(
                reader.path("STATE_DIR").orElse(DEFAULT_STATE_DIR), reader.flag("AGENT_ALLOW_DOWNGRADE"));
    }

    private static Optional<ApplicationConfig> application(Path path, ConfigReader health) throws ConfigException {
        ConfigFile file = ConfigFile.read(path);
        KnownKeys.requireApplicationOnly(file);
        ConfigReader reader = new ConfigReader(file);
        return new ApplicationReader(reader, health, reader.flag("ALLOW_INSECURE")).read();
    }

    private static List<String> rebootCommand(ServicesConfig services) {
        return services.manager() == ServicesConfig.Manager.SYSTEMD
                ? List.of("systemctl", "--no-ask-password", "reboot")
                : List.of();
    }

    private DeviceId deviceId(ConfigReader reader) throws ConfigException {
        Optional<DeviceId> named = reader.get("DEVICE_ID", DeviceId::new);
        return named.isPresent() ? named.get() : MachineId.deviceId(root);
    }

    private static Optional<TokenSource> token(ConfigReader reader, ConfigFile file) throws ConfigException {
        Optional<String> given = reader.text("ENROLLMENT_TOKEN");
        Optional<Path> inFile = reader.path("ENROLLMENT_TOKEN_FILE");
        if (given.isPresent() && inFile.isPresent()) {
            throw file.entry("ENROLLMENT_TOKEN").bad("and ENROLLMENT_TOKEN_FILE are both set; keep one of them");
        }
        return given.isPresent() ? given.map(TokenSource.Given::new) : inFile.map(TokenSource.InFile::new);
    }

    private static List<AgentConfig.LogFile> logFiles(ConfigReader reader) throws ConfigException {
        return reader.get(
                        "LOG_FILES",
                        text -> ConfigReader.split(text).stream()
                                .map(ConfigLoader::logFile)
                                .toList())
                .orElse(List.of());
    }

    private static AgentConfig.LogFile logFile(String entry) {
        int equals = entry.indexOf('=');
        String name = equals < 0 ? "" : entry.substring(0, equals).strip();
        if (!name.matches(SOURCE_NAME) || name.equals("all") || name.equals("none")) {
            throw new IllegalArgumentException("entry '" + entry + "' must be NAME=/absolute/path");
        }
        try {
            return new AgentConfig.LogFile(
                    name, ConfigReader.absolutePath(entry.substring(equals + 1).strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("entry '" + entry + "': the path " + e.getMessage(), e);
        }
    }

    private static List<String> journalUnits(ConfigReader reader, boolean runner) throws ConfigException {
        List<String> units = reader.get(
                        "JOURNAL_UNITS",
                        text -> ConfigReader.split(text).stream()
                                .map(Names::requireService)
                                .toList())
                .orElse(List.of());
        // What a post-update program says belongs to what the application says.
        return runner
                ? Stream.concat(units.stream(), Stream.of(RUNNER_UNIT))
                        .distinct()
                        .toList()
                : units;
    }
}
