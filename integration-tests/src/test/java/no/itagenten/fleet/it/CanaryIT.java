package no.itagenten.fleet.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Fleetctl;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.it.fixture.SampleApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every secret there is, looked for after a day's work: in the database and its journal, in what the programs wrote, in a backup and
 * a support bundle, and in the arguments and the environment of the programs while they ran. Each stands where it has to, and nowhere
 * else.
 */
class CanaryIT {

    private static final String PASSWORD = "canary-passw0rd-kari";
    private static final String GIT_PASSWORD = "canary-g1t-passw0rd";
    private static final String PLANTED = "canary-pl4nted-S3cret";

    /** What the test itself gives to fleetctl and keeps of it: a secret that is shown once is shown there. */
    private static final Pattern OWN = Pattern.compile(".*/fleetctl-\\d+\\.(in|out)");

    @TempDir
    static Path folder;

    private static final Map<String, String> secrets = new LinkedHashMap<>();
    private static final Map<String, String> processes = new TreeMap<>();
    private static Installation installation;
    private static Path home;

    @BeforeAll
    static void aDaysWork() throws Exception {
        installation = Installation.startIn(Files.createDirectories(folder.resolve("fleet")));
        home = folder.resolve("kari");
        Fleetctl admin = installation.fleetctl();
        secrets.put("the admin's token", installation.fleetd().adminToken());

        success(admin.runWith(PASSWORD + "\n", "user", "add", "kari", "--role", "admin", "--password-stdin"));
        secrets.put("a password", PASSWORD);
        Fleetctl kari = new Fleetctl(home);
        String url = installation.fleetd().url();
        success(kari.runWith(PASSWORD + "\n", "login", "--url", url, "--user", "kari", "--password-stdin"));
        secrets.put("a machine's token", success(kari.run("token", "create", "--name", "ci", "--role", "operator")));
        secrets.put("an enrolment token", success(kari.run("enroll", "create")));

        String keys = Files.readString(installation.fleetd().data().resolve("signing-keys.json"));
        secrets.put("the key that signs logins", only(Pattern.compile("\"d\"\\s*:\\s*\"([^\"]+)\""), keys));

        Device device = installation.device("it-canary").with("APP_HEALTH_COMMAND", "/bin/true --token " + PLANTED);
        Path log = Files.writeString(
                folder.resolve("app.log"), "login {\"user\":\"x\",\"password\":\"" + PLANTED + "\"}\n");
        Path credentials = Files.writeString(
                folder.resolve("git-credentials"), "https://kari:" + GIT_PASSWORD + "@git.example.org\n");
        Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-------"));
        device.with("LOG_FILES", "recorder=" + log)
                .with("APP_CREDENTIALS_FILE", credentials.toString())
                .with("APP_POST_UPDATE", "/bin/echo db_password=" + PLANTED)
                .start();
        secrets.put("the password of git", GIT_PASSWORD);
        secrets.put("a secret of the application", PLANTED);
        secrets.put("the device's key", key(device.agent().stateFolder()));

        try (ChildProcess follower = kari.start("logs", "it-canary", "--follow")) {
            success(kari.run("restart", "it-canary", "--yes"));
            device.git().commit("Second release", Map.of("settings.properties", SampleApp.settings("second")));
            success(kari.run("update", "it-canary", "--yes"));
            success(kari.run(
                    "bundle", "it-canary", folder.resolve("bundle.tar.gz").toString()));
            success(kari.run("server", "backup", folder.resolve("backup.db").toString()));
            look("fleetd", installation.fleetd().process().pid());
            look("fleet-agent", device.agent().process().pid());
            look("fleetctl", follower.pid());
        }
        String context = Files.readString(home.resolve("config/r58-fleet/config.json"));
        Pattern.compile("\"(?:refresh_)?token\"\\s*:\\s*\"([^\"]+)\"")
                .matcher(context)
                .results()
                .forEach(found -> secrets.put("a login's token, " + (secrets.size() + 1), found.group(1)));
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    private static String success(Output output) {
        assertThat(output.exitCode()).as(output.err()).isZero();
        return output.out().strip();
    }

    private static String only(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertThat(found.find()).as(pattern.pattern()).isTrue();
        return found.group(1);
    }

    private static String key(Path state) throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            Path file = files.filter(path -> path.endsWith("device.key"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(file).get(1);
        }
    }

    /** Arguments and environment of a program that runs, and of what it has started. */
    private static void look(String name, long pid) throws IOException {
        for (String what : List.of("cmdline", "environ")) {
            String text = Files.readString(Path.of("/proc", Long.toString(pid), what), ISO_8859_1);
            assertThat(text).as(name).isNotEmpty();
            processes.put(name + "'s " + what, text);
        }
    }

    @Test
    void allSecretsThereAreWereFound() {
        assertThat(secrets).hasSizeGreaterThanOrEqualTo(10);
        assertThat(secrets.values()).allMatch(secret -> secret.length() >= 19);
    }

    @Test
    void noSecretStandsInTheArgumentsOrTheEnvironmentOfAProgram() {
        secrets.forEach((name, secret) -> assertThat(processes)
                .as(name)
                .noneSatisfy((place, text) -> assertThat(text).contains(secret)));
    }

    @Test
    void noSecretIsInABackupOrASupportBundle() throws IOException {
        String backup = Files.readString(folder.resolve("backup.db"), ISO_8859_1);
        String bundle;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve("bundle.tar.gz")))) {
            bundle = new String(in.readAllBytes(), ISO_8859_1);
        }

        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            assertThat(bundle).as(secret.getKey()).doesNotContain(secret.getValue());
            if (!secret.getValue().equals(PLANTED)) { // that is in a log line, and log lines are in a backup
                assertThat(backup).as(secret.getKey()).doesNotContain(secret.getValue());
            }
        }
    }

    @Test
    void onDiskEachSecretStandsWhereItIsKeptAndNowhereElse() throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                String content = Files.readString(file, ISO_8859_1);
                for (Map.Entry<String, String> secret : secrets.entrySet()) {
                    if (!secret.getValue().equals(PLANTED)
                            && !OWN.matcher(name).matches()
                            && content.contains(secret.getValue())) {
                        found.computeIfAbsent(secret.getKey().replaceAll(", \\d+", ""), key -> new TreeSet<>())
                                .add(name);
                    }
                }
            }
        }

        assertThat(found)
                .isEqualTo(Map.of(
                        "the admin's token",
                                Set.of("fleet/home/config/r58-fleet/config.json", "fleet/server/data/admin.token"),
                        "the key that signs logins", Set.of("fleet/server/data/signing-keys.json"),
                        "the password of git", Set.of("git-credentials"),
                        "the device's key", Set.of("fleet/it-canary/agent/state/identity/device.key"),
                        "a login's token", Set.of("kari/config/r58-fleet/config.json")));
    }
}
