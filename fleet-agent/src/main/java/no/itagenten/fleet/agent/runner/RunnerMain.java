package no.itagenten.fleet.agent.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.agent.config.ApplicationConfig;
import no.itagenten.fleet.agent.config.ConfigException;
import no.itagenten.fleet.agent.config.ConfigLoader;
import no.itagenten.fleet.agent.process.LocalProcesses;
import no.itagenten.fleet.agent.service.ProcFiles;
import no.itagenten.fleet.agent.workspace.DirectWorkspace;
import no.itagenten.fleet.agent.workspace.Layout;

/**
 * The entry of the update runner, which systemd starts as the application's user whenever the agent asks for a step of an update.
 * Exit code 0 says that the result is written, whether the step succeeded or not.
 */
public final class RunnerMain {

    private static final String USAGE = "usage: fleet-agent-runner --config FILE";
    private static final String LOG_PREFIX = "org.slf4j.simpleLogger.";
    private static final Path ROOT = Path.of("/");
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private RunnerMain() {}

    public static void main(String[] args) {
        if (args.length != 2 || !args[0].equals("--config")) {
            System.err.println(USAGE);
            System.exit(MISUSED);
        }
        System.setProperty(LOG_PREFIX + "showThreadName", "false");
        System.setProperty(LOG_PREFIX + "showShortLogName", "true");
        System.exit(run(Path.of(args[1]).toAbsolutePath()));
    }

    private static int run(Path configFile) {
        try {
            Optional<ApplicationConfig> application =
                    new ConfigLoader(ROOT, System.getenv()).loadApplication(configFile);
            if (application.isEmpty()) {
                System.err.println("fleet-agent-runner: " + configFile + " names no APP_DIR");
                return MISUSED;
            }
            RunnerFiles files = RunnerFiles.standard(ROOT);
            new Runner(workspace(application.get(), files), files).run();
            return 0;
        } catch (ConfigException e) {
            System.err.println("fleet-agent-runner: " + e.getMessage());
            return MISUSED;
        } catch (IOException e) {
            System.err.println("fleet-agent-runner: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    /** What the post-update program writes is seen as it comes, by whoever reads the unit's journal. */
    private static DirectWorkspace workspace(ApplicationConfig application, RunnerFiles files) throws IOException {
        Path home = files.result().resolveSibling("git-home");
        Files.createDirectories(home);
        LocalProcesses quiet = new LocalProcesses();
        Map<String, String> environment =
                new HashMap<>(Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "LC_ALL", "C.UTF-8"));
        environment.put("HOME", System.getenv().getOrDefault("HOME", home.toString()));
        return new DirectWorkspace(
                application,
                Layout.of(application, quiet, home),
                LocalProcesses.echoing(System.out),
                new ProcFiles(ROOT),
                environment);
    }
}
