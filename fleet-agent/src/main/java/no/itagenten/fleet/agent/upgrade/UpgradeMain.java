package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import no.itagenten.fleet.agent.config.ConfigException;
import no.itagenten.fleet.agent.config.ConfigLoader;
import no.itagenten.fleet.agent.config.UpgradeConfig;
import no.itagenten.fleet.agent.process.LocalProcesses;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.protocol.Protocol;

/**
 * The entry of root's part of the agent's own upgrade, which two units run: {@code apply} when the agent asks for it, and {@code
 * guard} as long as a new agent is on trial; the installer asks it with {@code keys} whether a file can be pinned. Exit code 0: it is in place, or the trial is over either way.
 */
public final class UpgradeMain {

    private static final String USAGE =
            "usage: fleet-agent-upgrade apply --config FILE | guard --within SECONDS | keys --file FILE";
    private static final String LOG_PREFIX = "org.slf4j.simpleLogger.";
    private static final Path ROOT = Path.of("/");
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private UpgradeMain() {}

    public static void main(String[] args) {
        System.setProperty(LOG_PREFIX + "showThreadName", "false");
        System.setProperty(LOG_PREFIX + "showShortLogName", "true");
        try {
            if (args.length == 3 && args[0].equals("apply") && args[1].equals("--config")) {
                System.exit(apply(Path.of(args[2])));
            } else if (args.length == 3 && args[0].equals("guard") && args[1].equals("--within")) {
                System.exit(guard(Duration.ofSeconds(Integer.parseInt(args[2]))));
            } else if (args.length == 3 && args[0].equals("keys") && args[1].equals("--file")) {
                ReleaseKeys.requireUsable(Path.of(args[2]));
                System.exit(0);
            }
            System.err.println(USAGE);
            System.exit(MISUSED);
        } catch (ConfigException | RefusedReleaseException | IOException | NumberFormatException e) {
            System.err.println("fleet-agent-upgrade: " + e.getMessage());
            System.exit(FAILED);
        } catch (InterruptedException e) {
            System.exit(FAILED);
        }
    }

    private static int apply(Path configFile) throws ConfigException, IOException, InterruptedException {
        UpgradeConfig config = new ConfigLoader(ROOT, System.getenv()).loadUpgrade(configFile.toAbsolutePath());
        UpgradePlaces places = UpgradePlaces.standard(ROOT);
        ProcessRunner processes = new LocalProcesses();
        UpgradeReport report = new UpgradeStep(
                        places,
                        new UpgradeNotes(places),
                        new UpgradeSpool(config.stateDir()),
                        new SystemdAgentUnit(processes),
                        Protocol.softwareVersion(),
                        config.allowDowngrade(),
                        processes)
                .run();
        System.err.println("fleet-agent-upgrade: " + report.message());
        return report.state() == UpgradeReport.State.SWITCHED ? 0 : FAILED;
    }

    private static int guard(Duration within) throws IOException, InterruptedException {
        Optional<UpgradeReport> report = new UpgradeGuard(
                        new UpgradeNotes(UpgradePlaces.standard(ROOT)),
                        new SystemdAgentUnit(new LocalProcesses()),
                        within,
                        System::nanoTime,
                        Thread::sleep)
                .watch();
        report.ifPresent(end -> System.err.println("fleet-agent-upgrade: " + end.message()));
        return 0;
    }
}
