package no.itagenten.fleet.it.hostile;

import com.google.gson.Gson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Messages by which a server would make an agent run, read or write what its own configuration does not name. If one of them has a
 * program run, that program makes a file, the proof.
 */
final class Attacks {

    private static final Gson GSON = new Gson();
    private static final String LONG = "a".repeat(25_000);

    private final AtomicInteger number = new AtomicInteger();
    private final Path proof;
    private final Path outside;
    private final String prefix;

    /**
     * @param prefix of the ids of its commands
     * @param proof made by whatever program an attack has run
     * @param outside where nothing of it may be read or written
     */
    Attacks(String prefix, Path proof, Path outside) {
        this.prefix = prefix;
        this.proof = proof;
        this.outside = outside;
    }

    /** Words that mean something to a shell, to git, to systemctl or to a path, and nothing to an allow-list. */
    List<String> words() {
        String touch = "touch " + proof;
        return List.of(
                "-H",
                "-Hroot@127.0.0.1",
                "--root=" + outside,
                "--force",
                "../" + Victim.SERVICE,
                "../../etc/systemd/system/" + Victim.SERVICE,
                "/bin/sh",
                Victim.SERVICE + " --now",
                Victim.SERVICE + ".service --now",
                Victim.SERVICE + ";" + touch,
                Victim.SERVICE + "\n" + touch,
                Victim.SERVICE + "\u0000",
                Victim.SERVICE.toUpperCase(Locale.ROOT),
                Victim.SERVICE + "@x",
                "$(" + touch + ")",
                "`" + touch + "`",
                "| " + touch,
                "*",
                "ssh",
                "--upload-pack=" + touch,
                "-u" + touch,
                "--output=" + outside.resolve("secret"),
                "ext::sh -c touch% " + proof,
                "file://" + outside,
                "ssh://-oProxyCommand=" + touch + "/x",
                "refs/heads/../../x",
                "../../../outside/x",
                "main:refs/heads/main",
                "+main",
                "main@{upstream}",
                "main^{commit}",
                ":/First",
                "HEAD",
                "@",
                "main\n+refs/heads/*:refs/heads/*",
                "main\u0000",
                "-c core.sshCommand=" + touch,
                "--exec=" + touch,
                "\u202emain",
                "",
                LONG);
    }

    /** Commands with such a word in place of each name, and with keys that no command has. */
    List<String> commands() {
        List<String> all = new ArrayList<>();
        for (String word : words()) {
            all.add(command("restart", Map.of("service", word)));
            for (String action : List.of("start", "stop", "status", "enable", "mask", "edit")) {
                all.add(command("service", Map.of("service", word, "action", action)));
            }
            for (String target : List.of("branch", "tag", "commit")) {
                all.add(command("update", Map.of(target, word)));
            }
            all.add(command("unblock", Map.of("commit", word)));
            all.add(command("agent_update", Map.of("version", word)));
            all.add(GSON.toJson(Map.of("type", "cancel", "commandId", word)));
            all.add(GSON.toJson(Map.of("type", "restart", "commandId", word, "service", "none-of-its")));
            all.add(GSON.toJson(Map.of("type", "result_ack", "commandId", word)));
            all.add(GSON.toJson(Map.of("type", word, "commandId", next(), "command", word)));
        }
        all.add(command("service", Map.of("service", Victim.SERVICE, "action", "enable")));
        for (String type : List.of("exec", "run", "shell", "upload", "download", "write_file", "read_file", "eval")) {
            all.add(command(type, Map.of("command", "touch " + proof, "path", outside + "/secret")));
        }
        all.add(command("agent_update", Map.of("version", "99.0.0")));
        return all;
    }

    /** Settings that the device's own file has, sent as if the fleet could set them, and values that are none. */
    List<String> settings() {
        List<String> all = new ArrayList<>();
        for (String key : List.of(
                "FLEET_API_URL",
                "fleet_api_url",
                "DEVICE_ID",
                "SERVICES",
                "services",
                "APP_DIR",
                "APP_REMOTE",
                "APP_POST_UPDATE",
                "APP_HEALTH_COMMAND",
                "APP_ALLOWED_SIGNERS",
                "RELEASE_KEYS",
                "AGENT_ALLOW_DOWNGRADE",
                "ALLOW_INSECURE",
                "CA_FILE",
                "STATE_DIR",
                "REBOOT_COMMAND",
                "BUSY_COMMAND",
                "SERVICE_PLAYER_COMMAND",
                "LOG_FILES",
                "JOURNAL_UNITS",
                "SUPPORT_BUNDLE",
                "../agent.conf")) {
            all.add(config(key, "/bin/sh -c 'touch " + proof + "'"));
        }
        for (String value : List.of("../../outside/secret", outside + "/secret", "all,-x", "\u0000", LONG)) {
            all.add(config("log_sources", value));
        }
        for (String value : List.of("-1", "0", "1e9", "NaN", "999999999999999999999", "", "10 --root=/")) {
            all.add(config("heartbeat_interval", value));
        }
        return all;
    }

    /** What a server may say, with some characters exchanged, left out or put in by chance. */
    List<String> mutations(Random chance, int count) {
        List<String> models = List.of(
                "{\"type\":\"service\",\"commandId\":\"%s\",\"service\":\"player\",\"action\":\"status\"}",
                "{\"type\":\"update\",\"commandId\":\"%s\",\"branch\":\"main\",\"options\":{\"dry_run\":true}}",
                "{\"type\":\"update\",\"commandId\":\"%s\",\"commit\":\"3f9a2c1b0d5e\"}",
                "{\"type\":\"config\",\"revision\":7,\"values\":{\"log_sources\":\"all\"}}");
        String alphabet = "-./:;$`'\"\\ \n\u0000*&|<>{}[]@^~=+%#aH0\u202e";
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text =
                    new StringBuilder(models.get(chance.nextInt(models.size())).replace("%s", next()));
            for (int changes = 1 + chance.nextInt(3); changes > 0; changes--) {
                int at = 10 + chance.nextInt(text.length() - 10);
                char other = alphabet.charAt(chance.nextInt(alphabet.length()));
                switch (chance.nextInt(3)) {
                    case 0 -> text.setCharAt(at, other);
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, other);
                }
            }
            all.add(text.toString());
        }
        return all;
    }

    private String config(String key, String value) {
        return GSON.toJson(
                Map.of("type", "config", "revision", number.incrementAndGet(), "values", Map.of(key, value)));
    }

    /** With an id of its own, and with places that no command takes beside what it does take. */
    private String command(String type, Map<String, String> names) {
        Map<String, Object> message = new LinkedHashMap<>(names);
        message.put("type", type);
        message.put("commandId", next());
        message.put("remote", outside.toString());
        message.put("url", "ext::sh -c touch% " + proof);
        message.put("dir", outside.toString());
        message.put("env", Map.of("GIT_SSH_COMMAND", "touch " + proof, "LD_PRELOAD", outside + "/secret"));
        message.put("post_update", "touch " + proof);
        return GSON.toJson(message);
    }

    private String next() {
        return prefix + "-" + number.incrementAndGet();
    }
}
