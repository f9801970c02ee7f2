package no.itagenten.fleet.agent.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.agent.config.GitRemote;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessOutcome.Ending;
import no.itagenten.fleet.agent.process.ProcessRunner;

/**
 * Starts git so that nothing but its arguments decides what it does: no configuration of system or user, no hooks, no monitor, no
 * submodules, no prompt, no transport but the configured remote's.
 */
final class GitRunner {

    static final Duration QUICK = Duration.ofMinutes(1);

    private static final int MAX_REASON = 300;

    private final ProcessRunner processes;
    private final GitPlace place;
    private final Path home;
    private final Optional<GitRemote> remote;

    /** @param home an empty folder of the agent's own, where git looks for what a user might have set */
    GitRunner(ProcessRunner processes, GitPlace place, Path home, Optional<GitRemote> remote) {
        this.processes = processes;
        this.place = place;
        this.home = home;
        this.remote = remote;
    }

    /** @throws GitException unless it exits with 0 */
    String run(Duration timeout, Cancellation cancellation, String... arguments)
            throws GitException, InterruptedException {
        ProcessOutcome outcome = outcome(timeout, cancellation, arguments);
        if (!outcome.succeeded()) {
            Integer exitCode = outcome.ending() == Ending.EXITED ? outcome.exitCode() : null;
            throw new GitException(
                    "git " + arguments[0] + " " + outcome.describe() + reason(outcome.output()),
                    exitCode,
                    outcome.output());
        }
        return outcome.output();
    }

    /** What git itself gives as the first reason; what follows it is mostly its consequences. */
    private static String reason(String output) {
        return output.lines()
                .filter(line -> line.startsWith("fatal: ") || line.startsWith("error: "))
                .findFirst()
                .map(line -> line.substring(line.indexOf(' ')))
                .map(text -> ":" + text.substring(0, Math.min(text.length(), MAX_REASON)))
                .orElse("");
    }

    String run(String... arguments) throws GitException, InterruptedException {
        return run(QUICK, new Cancellation(), arguments);
    }

    ProcessOutcome outcome(Duration timeout, Cancellation cancellation, String... arguments)
            throws GitException, InterruptedException {
        return outcome(timeout, cancellation, OutputStream.nullOutputStream(), arguments);
    }

    /** @param all takes the whole output, of which only the end is kept */
    ProcessOutcome outcome(Duration timeout, Cancellation cancellation, OutputStream all, String... arguments)
            throws GitException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("git", "--git-dir=" + place.gitDir()));
        place.workTree().ifPresent(folder -> line.add("--work-tree=" + folder));
        for (String setting : settings()) {
            line.add("-c");
            line.add(setting);
        }
        line.addAll(List.of(arguments));
        try {
            return processes.run(new CommandLine(line, place.folder(), environment(), timeout), cancellation, all);
        } catch (IOException e) {
            throw new GitException("git cannot be run: " + e.getMessage());
        }
    }

    private List<String> settings() {
        List<String> settings = new ArrayList<>(List.of(
                "core.hooksPath=/dev/null",
                "core.fsmonitor=false",
                "core.untrackedCache=false",
                "core.attributesFile=/dev/null",
                "core.excludesFile=/dev/null",
                "protocol.allow=never",
                "submodule.recurse=false",
                "fetch.recurseSubmodules=false",
                "safe.directory=" + place.folder(),
                "credential.helper=",
                "gc.auto=0",
                "maintenance.auto=false",
                "advice.detachedHead=false",
                "http.lowSpeedLimit=100",
                "http.lowSpeedTime=60"));
        remote.ifPresent(configured -> {
            settings.add("protocol." + configured.protocol() + ".allow=always");
            configured.credentialsFile().ifPresent(file -> settings.add("credential.helper=store --file=" + file));
        });
        return settings;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PATH", "/usr/local/bin:/usr/bin:/bin",
                "HOME", home.toString(),
                "LC_ALL", "C",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_ATTR_NOSYSTEM", "1",
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_ASKPASS", "/bin/true",
                "GIT_NO_REPLACE_OBJECTS", "1"));
        environment.put("GIT_OPTIONAL_LOCKS", "0");
        // A file commondir in the git folder would have git read another configuration than the one that was checked.
        environment.put("GIT_COMMON_DIR", place.commonDir().toString());
        environment.put("GIT_SSH_COMMAND", sshCommand());
        return environment;
    }

    /** The paths in it have no character that means anything to a shell; the configuration sees to that. */
    private String sshCommand() {
        String hosts = remote.flatMap(GitRemote::sshKnownHosts)
                .map(path -> " -o UserKnownHostsFile=" + path)
                .orElse("");
        String key = remote.flatMap(GitRemote::sshKey)
                .map(path -> " -o IdentitiesOnly=yes -i " + path)
                .orElse("");
        return "ssh -F /dev/null -o BatchMode=yes -o StrictHostKeyChecking=yes" + hosts + key;
    }
}
