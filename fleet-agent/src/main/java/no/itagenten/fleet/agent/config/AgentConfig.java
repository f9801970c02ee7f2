package no.itagenten.fleet.agent.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.DeviceId;

/**
 * The device's own configuration, checked and complete. The server cannot change it, and of it
 * sees no more than a support bundle shows.
 *
 * @param file where it stands
 * @param enrollmentToken where the secret for the first connection is, if there is one
 * @param caFile certificates that are trusted for the server, instead of the system's
 * @param heartbeatInterval until the fleet says otherwise
 * @param applicationFile what is for the application alone, as the runner reads it; where there is one
 * @param runner whether git and the post-update program are left to the runner unit, which runs as the application's user
 * @param logFiles the files that may be followed
 * @param journalUnits the systemd units whose journal may be followed
 * @param rebootCommand program and arguments that have this machine rebooted; empty: it cannot be
 * @param supportBundle whether the fleet may have logs and this configuration, without secrets
 * @param busy how to see whether the device is on air
 */
public record AgentConfig(
        Path file,
        ServerAddress server,
        DeviceId deviceId,
        Path stateDir,
        Duration heartbeatInterval,
        Optional<TokenSource> enrollmentToken,
        Optional<Path> caFile,
        Optional<ApplicationConfig> application,
        Optional<Path> applicationFile,
        boolean runner,
        ServicesConfig services,
        List<LogFile> logFiles,
        List<String> journalUnits,
        List<String> rebootCommand,
        boolean supportBundle,
        BusyConfig busy) {

    public AgentConfig {
        logFiles = List.copyOf(logFiles);
        journalUnits = List.copyOf(journalUnits);
        rebootCommand = List.copyOf(rebootCommand);
    }

    /**
     * What no log may be read from, whatever links lead there: the state with the key, and this configuration with the token. The
     * whole folder of the latter, unless the device keeps a log there itself.
     */
    public List<Path> closedToLogs() {
        List<Path> closed = new ArrayList<>(List.of(stateDir, file));
        if (enrollmentToken.isPresent() && enrollmentToken.get() instanceof TokenSource.InFile token) {
            closed.add(token.path());
        }
        Path folder = file.getParent();
        if (logFiles.stream().noneMatch(log -> log.path().startsWith(folder))) {
            closed.add(folder);
        }
        return closed;
    }

    /** A log file under the name by which the fleet knows it. */
    public record LogFile(String name, Path path) {}
}
