package no.itagenten.fleet.agent.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.agent.config.GitRemote;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.LocalProcesses;
import no.itagenten.fleet.agent.process.ProcessOutcome;

/** Real repositories: a bare remote, a developer's clone, and the device's checkout. */
public final class GitFixture {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PATH", "/usr/bin:/bin",
            "HOME", "/nonexistent",
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_AUTHOR_NAME", "a",
            "GIT_AUTHOR_EMAIL", "a@example.org",
            "GIT_COMMITTER_NAME", "a",
            "GIT_COMMITTER_EMAIL", "a@example.org");

    public final Path remote;
    public final Path developer;
    public final Path device;
    private final Path home;

    public GitFixture(Path folder) throws IOException {
        remote = folder.resolve("remote.git");
        developer = folder.resolve("developer");
        device = folder.resolve("device");
        home = Files.createDirectories(folder.resolve("home"));
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", remote.toString());
        git(folder, "clone", "--quiet", remote.toString(), developer.toString());
        git(developer, "checkout", "--quiet", "-b", "main");
        commit("version", "1");
        git(folder, "clone", "--quiet", remote.toString(), device.toString());
    }

    /** The checkout as the agent sees it. */
    public Checkout checkout() {
        return new Checkout(new LocalProcesses(), device, home, Optional.of(configuredRemote()));
    }

    public GitRemote configuredRemote() {
        return new GitRemote(remote.toString(), "file", Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A new commit of the developer's, pushed to main; returns its id. */
    public String commit(String file, String content) throws IOException {
        Files.createDirectories(developer.resolve(file).getParent());
        Files.writeString(developer.resolve(file), content);
        git(developer, "add", "--all");
        git(developer, "commit", "--quiet", "--message", "change " + file);
        git(developer, "push", "--quiet", "origin", "HEAD:main");
        return head(developer);
    }

    public String head(Path repository) throws IOException {
        return git(repository, "rev-parse", "HEAD").strip();
    }

    public String version() throws IOException {
        return Files.readString(device.resolve("version"));
    }

    public static String git(Path folder, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of("git"));
        line.addAll(List.of(arguments));
        try {
            ProcessOutcome outcome =
                    new LocalProcesses().run(new CommandLine(line, folder, ENVIRONMENT, Duration.ofSeconds(30)));
            if (!outcome.succeeded()) {
                throw new IOException(line + " " + outcome.describe() + ": " + outcome.output());
            }
            return outcome.output();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
