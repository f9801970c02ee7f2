package no.itagenten.fleet.it.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.itagenten.fleet.it.fixture.AgentProcess;
import no.itagenten.fleet.it.fixture.GitFixture;
import no.itagenten.fleet.it.fixture.Surroundings;

/**
 * A device with one service, one checkout and one remote on its allow-lists, at a server in the wrong hands; and beside it, on the
 * same machine, what that server must not get at.
 */
final class Victim implements AutoCloseable {

    static final String ID = "it-victim";
    static final String SERVICE = "player";
    static final String SECRET = "canary-4f1d9a";

    private final Path folder;
    private final GitFixture git;
    private final AgentProcess agent;
    private final Map<String, String> settings = new TreeMap<>();

    Victim(Path folder, HostileServer server) throws IOException, InterruptedException {
        this.folder = folder;
        git = GitFixture.create(folder.resolve("git"));
        git.commit("First", Map.of("version", "1"));
        git.cloneTo(checkout());
        Files.createDirectories(outside());
        Files.writeString(outside().resolve("secret"), SECRET);
        Files.writeString(outside().resolve("service.sh"), "echo started >> \"$1\"\nexec sleep 100000\n");
        Path script = Files.writeString(folder.resolve("post-update.sh"), "echo updated >> \"$1\"\n");
        agent = new AgentProcess(folder.resolve("agent"));
        settings.putAll(Map.of(
                "FLEET_API_URL", server.url(),
                "DEVICE_ID", ID,
                "STATE_DIR", agent.stateFolder().toString(),
                "ENROLLMENT_TOKEN", "r58e_taken",
                "HEARTBEAT_INTERVAL", "1",
                "SERVICES", SERVICE,
                "RESTART_SETTLE_SECONDS", "1",
                "UPDATE_SETTLE_SECONDS", "1",
                "UPDATE_VERIFY_TIMEOUT", "5"));
        settings.put("APP_DIR", checkout().toString());
        settings.put("APP_REMOTE", git.remote().toString());
        settings.put("APP_POST_UPDATE", "/bin/sh " + script + " " + updates());
        settings.put("SERVICE_MANAGER", "process");
        settings.put("SERVICE_PLAYER_COMMAND", "/bin/sh " + outside().resolve("service.sh") + " " + starts());
    }

    Victim with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    Victim without(String key) {
        settings.remove(key);
        return this;
    }

    Victim startBy(List<String> program) {
        agent.startBy(program);
        return this;
    }

    Victim start() throws IOException {
        agent.configure(settings);
        agent.start();
        return this;
    }

    AgentProcess agent() {
        return agent;
    }

    GitFixture git() {
        return git;
    }

    Path folder() {
        return folder;
    }

    Path checkout() {
        return folder.resolve("checkout");
    }

    /** Where the versions of the application are when each has a folder of its own. */
    Path releases() {
        return folder.resolve("releases");
    }

    /** What is none of the agent's business. */
    Path outside() {
        return folder.resolve("outside");
    }

    /** The file that an attack makes if it can run a program. */
    Path proof() {
        return folder.resolve("pwned");
    }

    /** A line for each start of the service. */
    Path starts() {
        return folder.resolve("starts");
    }

    /** A line for each run of the post-update program. */
    Path updates() {
        return folder.resolve("updates");
    }

    /** Everything around the places that the agent may write to. */
    FileTree surroundings() throws IOException {
        return FileTree.of(
                List.of(folder, Path.of("/etc"), Path.of("/usr/local"), Path.of("/opt")),
                List.of(agent.stateFolder(), folder.resolve("agent"), checkout(), releases(), starts(), updates()));
    }

    @Override
    public void close() {
        agent.close();
        Surroundings.killLeftovers(folder);
    }
}
