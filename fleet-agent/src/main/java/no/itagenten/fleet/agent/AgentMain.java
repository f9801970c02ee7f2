package no.itagenten.fleet.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import no.itagenten.fleet.agent.config.AgentConfig;
import no.itagenten.fleet.agent.config.ConfigException;
import no.itagenten.fleet.agent.config.ConfigLoader;
import no.itagenten.fleet.protocol.Protocol;

/** The program's entry: turns arguments into a run and a run into an exit code. */
public final class AgentMain {

    private static final Path STANDARD_CONFIG = Path.of("/etc/r58-fleet/agent.conf");
    private static final String USAGE = "usage: fleet-agent [--config FILE] | --version | --help";
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private AgentMain() {}

    public static void main(String[] args) {
        if (args.length == 1 && (args[0].equals("version") || args[0].equals("--version"))) {
            System.out.println("fleet-agent " + Protocol.softwareVersion());
        } else if (args.length == 1 && (args[0].equals("help") || args[0].equals("--help"))) {
            System.out.println(USAGE);
            System.out.println("The standard FILE is " + STANDARD_CONFIG + "; docs/agent.md says what stands in it.");
        } else if (args.length == 0) {
            System.exit(run(STANDARD_CONFIG));
        } else if (args.length == 2 && args[0].equals("--config")) {
            System.exit(run(Path.of(args[1])));
        } else {
            System.err.println(USAGE);
            System.exit(MISUSED);
        }
    }

    /** Runs until it is told to stop (SIGTERM), which ends the process by itself. */
    private static int run(Path configFile) {
        LogFormat.apply(System.getenv());
        Agent agent;
        try {
            AgentConfig config = new ConfigLoader(Path.of("/"), System.getenv()).load(configFile.toAbsolutePath());
            agent = new Agent(config, System.getenv());
        } catch (ConfigException e) {
            System.err.println("fleet-agent: " + e.getMessage());
            return MISUSED;
        } catch (IOException e) {
            System.err.println("fleet-agent: " + Problem.describe(e));
            return FAILED;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(agent::close, "stop"));
        agent.start();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            return FAILED;
        }
        return 0;
    }
}
