package no.itagenten.fleet.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import no.itagenten.fleet.agent.config.ServicesConfig.Manager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {

    @TempDir
    Path root;

    private Path file;

    @BeforeEach
    void aMachine() throws IOException {
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/machine-id"), "0123456789abcdef0123456789abcdef\n");
        file = root.resolve("agent.conf");
    }

    @Test
    void fillsInDefaults() throws Exception {
        AgentConfig config = load("FLEET_API_URL=wss://fleet.example.org/ws");

        assertThat(config.stateDir()).isEqualTo(Path.of("/var/lib/r58-fleet-agent"));
        assertThat(config.heartbeatInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.application()).isEmpty();
        assertThat(config.services().manager()).isEqualTo(Manager.PROCESS);
        assertThat(config.services().settle()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void derivesTheDeviceIdFromTheMachineIdTheSameEachTime() throws Exception {
        AgentConfig first = load("FLEET_API_URL=wss://h/ws");
        AgentConfig second = load("FLEET_API_URL=wss://h/ws");

        assertThat(first.deviceId().value()).matches("r58-[0-9a-f]{8}").doesNotContain("01234567");
        assertThat(second.deviceId()).isEqualTo(first.deviceId());
    }

    @Test
    void chooseSystemdWhereItRuns() throws Exception {
        Files.createDirectories(root.resolve("run/systemd/system"));

        AgentConfig config = load("FLEET_API_URL=wss://h/ws", "SERVICES=a,b@1.service");

        assertThat(config.services().manager()).isEqualTo(Manager.SYSTEMD);
        assertThat(config.services().names()).containsExactly("a", "b@1.service");
    }

    @Test
    void readsAWholeDevice() throws Exception {
        AgentConfig config = load(
                "# a comment",
                "FLEET_API_URL = ws://127.0.0.1:3001/ws",
                "DEVICE_ID=\"cam-1\"",
                "APP_DIR=/opt/app",
                "APP_REMOTE=git@git.example.org:app.git",
                "APP_POST_UPDATE=./deploy 'two words' \"\"",
                "SERVICES=r58-player",
                "SERVICE_MANAGER=process",
                "SERVICE_R58_PLAYER_COMMAND=/usr/bin/play --loop",
                "SERVICE_R58_PLAYER_LOG=/var/log/play.log",
                "LOG_FILES=player=/var/log/play.log, web=/var/log/web.log",
                "HEALTH_URL=http://127.0.0.1:8080/health");

        assertThat(config.deviceId().value()).isEqualTo("cam-1");
        assertThat(config.server().enrollment()).hasToString("http://127.0.0.1:3001/api/enroll");
        assertThat(config.server().connection(config.deviceId())).hasToString("ws://127.0.0.1:3001/ws?deviceId=cam-1");
        assertThat(config.application().orElseThrow().postUpdate()).containsExactly("./deploy", "two words", "");
        assertThat(config.application().orElseThrow().remote().orElseThrow().protocol())
                .isEqualTo("ssh");
        assertThat(config.services().programs().get(0).command()).isEqualTo(List.of("/usr/bin/play", "--loop"));
        assertThat(config.logFiles()).extracting(AgentConfig.LogFile::name).containsExactly("player", "web");
    }

    @Test
    void updatesACheckoutInPlaceUnlessReleasesAreAskedFor() throws Exception {
        AgentConfig silent = load("FLEET_API_URL=wss://h/ws", "APP_DIR=/opt/app");
        AgentConfig inPlace = load("FLEET_API_URL=wss://h/ws", "APP_DIR=/opt/app", "APP_LAYOUT=in-place");

        assertThat(silent.application().orElseThrow().releases()).isEmpty();
        assertThat(inPlace.application().orElseThrow().releases()).isEmpty();
    }

    @Test
    void keepsThreeReleasesUnlessAnotherNumberIsGiven() throws Exception {
        AgentConfig silent = load("FLEET_API_URL=wss://h/ws", "APP_DIR=/opt/app", "APP_LAYOUT=releases");
        AgentConfig five =
                load("FLEET_API_URL=wss://h/ws", "APP_DIR=/opt/app", "APP_LAYOUT=releases", "APP_KEEP_RELEASES=5");

        assertThat(silent.application().orElseThrow().releases()).contains(new ReleasesConfig(3));
        assertThat(five.application().orElseThrow().releases()).contains(new ReleasesConfig(5));
    }

    @Test
    void letsTheEnvironmentGoBeforeTheFile() throws Exception {
        Files.writeString(file, "FLEET_API_URL=wss://old/ws\nDEVICE_ID=old\nSTATE_DIR=/s\n");
        Map<String, String> environment =
                Map.of("FLEET_API_URL", "wss://new/ws", "DEVICE_ID", "new", "STATE_DIR", "/ignored");

        AgentConfig config = new ConfigLoader(root, environment).load(file);

        assertThat(config.server().host()).isEqualTo("new");
        assertThat(config.deviceId().value()).isEqualTo("new");
        assertThat(config.stateDir()).isEqualTo(Path.of("/s"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DEVICE_ID=-x | :2: DEVICE_ID a device id is",
                "APP_LAYOUT=worktrees | :2: APP_LAYOUT must be in-place or releases",
                "APP_KEEP_RELEASES=1 | :2: APP_KEEP_RELEASES must be a whole number from 2 to 100",
                "HEARTBEAT_INTERVAL=soon | :2: HEARTBEAT_INTERVAL must be whole seconds from 1 to 3600",
                "SERVICEZ=a | :2: SERVICEZ is not a key of this file",
                "nonsense | :2: expected KEY=value",
                "SERVICES=-a | :2: SERVICES a service name is",
                "SERVICES=a | SERVICE_A_COMMAND is missing",
                "APP_DIR=relative | :2: APP_DIR must be an absolute path",
                "APP_REMOTE=https://h/r | APP_DIR is missing",
                "APP_REMOTE=ext::sh -c id | :2: APP_REMOTE must not contain white space",
                "APP_REMOTE=ext::sh | :2: APP_REMOTE must be an https, ssh or file URL",
                "APP_REMOTE=https://u:p@h/r | :2: APP_REMOTE must not contain a password",
                "APP_REMOTE=http://h/r | :2: APP_REMOTE is not encrypted",
                "APP_REMOTE=--upload-pack=x | :2: APP_REMOTE must be an https, ssh or file URL",
                "APP_REMOTE=ssh://-oProxyCommand=x/r | :2: APP_REMOTE",
                "APP_POST_UPDATE='open | :2: APP_POST_UPDATE has a quote",
                "APP_BRANCH=-f | :2: APP_BRANCH not a usable name",
                "APP_SSH_KEY=/a;b | :2: APP_SSH_KEY must be an absolute path of letters",
                "HEALTH_URL=http://example.org/ | :2: HEALTH_URL must be an http URL on this machine",
                "LOG_FILES=/var/log/x | :2: LOG_FILES entry '/var/log/x' must be NAME=/absolute/path",
                "LOG_FILES=a=b | :2: LOG_FILES entry 'a=b': the path must be an absolute path",
                "SERVICE_MANAGER=upstart | :2: SERVICE_MANAGER must be systemd or process",
                "FLEET_API_URL=wss://h/ws | :2: FLEET_API_URL is set a second time",
            })
    void namesLineKeyAndRemedy(String line, String complaint) {
        assertThatThrownBy(() -> load("FLEET_API_URL=wss://h/ws", line))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(complaint)
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ws://example.org/ws | is not encrypted",
                "https://example.org/ws | must begin with wss://",
                "wss://example.org/ | must end in /ws",
                "wss://user@example.org/ws | no user",
                "wss://exa mple/ws | is not a URL",
            })
    void refusesAServerAddressThatIsNone(String url, String complaint) {
        assertThatThrownBy(() -> load("FLEET_API_URL=" + url)).hasMessageContaining(complaint);
    }

    @Test
    void allowsAnUnencryptedServerWhenAskedTo() throws Exception {
        AgentConfig config = load("FLEET_API_URL=ws://10.0.0.1:3001/ws", "ALLOW_INSECURE=true");

        assertThat(config.server().port()).isEqualTo(3001);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> load("DEVICE_ID=x"))
                .hasMessageContaining("FLEET_API_URL is missing; add a line such as FLEET_API_URL=wss://");
        assertThatThrownBy(() -> new ConfigLoader(root, Map.of()).load(root.resolve("none")))
                .hasMessageContaining("no such file");
    }

    private AgentConfig load(String... lines) throws Exception {
        Files.writeString(file, String.join("\n", lines));
        return new ConfigLoader(root, Map.of()).load(file);
    }

    @Test
    void readsHowToSeeWhetherTheDeviceIsOnAir() throws Exception {
        AgentConfig config = load(
                "FLEET_API_URL=wss://h/ws",
                "BUSY_COMMAND=pgrep -x ffmpeg",
                "BUSY_URL=http://127.0.0.1:8000/status",
                "BUSY_FIELD=recorder.status",
                "BUSY_VALUE=recording, live",
                "BUSY_FILE=/run/recording");

        assertThat(config.busy().command()).containsExactly("pgrep", "-x", "ffmpeg");
        assertThat(config.busy().question().orElseThrow().values()).containsExactly("recording", "live");
        assertThat(config.busy().file()).contains(Path.of("/run/recording"));
    }

    @Test
    void aBusyUrlWithoutAFieldIsRefused() {
        assertThatThrownBy(() -> load("FLEET_API_URL=wss://h/ws", "BUSY_URL=http://127.0.0.1:8000/status"))
                .hasMessageContaining("BUSY_FIELD is missing");
    }
}
