package no.itagenten.fleet.agent.config;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Every key there is. An unknown one is refused: most likely it is misspelt and something that matters is not set. */
final class KnownKeys {

    /** What the runner needs, and all that stands in its file. */
    static final Set<String> APPLICATION_KEYS = Set.of(
            "APP_DIR",
            "APP_LAYOUT",
            "APP_KEEP_RELEASES",
            "APP_REMOTE",
            "APP_BRANCH",
            "APP_POST_UPDATE",
            "APP_POST_UPDATE_TIMEOUT",
            "APP_HEALTH_COMMAND",
            "APP_REQUIRE_SIGNED",
            "APP_ALLOWED_SIGNERS",
            "APP_SSH_KEY",
            "APP_SSH_KNOWN_HOSTS",
            "APP_CREDENTIALS_FILE");

    static final Set<String> KEYS = Set.of(
            "FLEET_API_URL",
            "ALLOW_INSECURE",
            "DEVICE_ID",
            "STATE_DIR",
            "HEARTBEAT_INTERVAL",
            "ENROLLMENT_TOKEN",
            "ENROLLMENT_TOKEN_FILE",
            "CA_FILE",
            "AGENT_ALLOW_DOWNGRADE",
            "APP_CONFIG",
            "BUSY_COMMAND",
            "BUSY_URL",
            "BUSY_FIELD",
            "BUSY_VALUE",
            "BUSY_FILE",
            "REBOOT_COMMAND",
            "HEALTH_URL",
            "UPDATE_VERIFY_TIMEOUT",
            "UPDATE_SETTLE_SECONDS",
            "SERVICES",
            "SUPPORT_BUNDLE",
            "SERVICE_MANAGER",
            "RESTART_SETTLE_SECONDS",
            "KEEP_SERVICES",
            "LOG_FILES",
            "JOURNAL_UNITS");

    private KnownKeys() {}

    /** @param file one that is for the application alone */
    static void requireApplicationOnly(ConfigFile file) throws ConfigException {
        for (String key : file.keys()) {
            if (!APPLICATION_KEYS.contains(key) && !key.equals("ALLOW_INSECURE")) {
                throw file.entry(key).bad("is not a key of this file, which is for APP_ keys; see docs/agent.md");
            }
        }
    }

    static void requireKnown(ConfigFile file, List<String> services) throws ConfigException {
        Set<String> known = new TreeSet<>(KEYS);
        if (file.value("APP_CONFIG").isEmpty()) {
            known.addAll(APPLICATION_KEYS);
        }
        for (String service : services) {
            String prefix = ServicesReader.keyPrefix(service);
            known.addAll(List.of(prefix + "_COMMAND", prefix + "_DIR", prefix + "_LOG"));
        }
        for (String key : file.keys()) {
            if (APPLICATION_KEYS.contains(key) && !known.contains(key)) {
                throw file.entry(key)
                        .bad("must stand in the file that APP_CONFIG names, "
                                + file.value("APP_CONFIG").orElseThrow().text());
            }
            if (!known.contains(key)) {
                String hint = key.startsWith("SERVICE_")
                        ? "; is its service in SERVICES?"
                        : "; see docs/agent.md for the keys";
                throw file.entry(key).bad("is not a key of this file" + hint);
            }
        }
    }
}
