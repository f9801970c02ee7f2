package no.itagenten.fleet.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The program's entry: turns arguments into a run and a run into an exit code. */
public final class AgentMain {
    private static final String VERSION_RESOURCE = "/no/itagenten/fleet/protocol/version.properties";

    private AgentMain() {}

    public static void main(String[] args) throws IOException {
        if (args.length == 1 && (args[0].equals("version") || args[0].equals("--version"))) {
            System.out.println("fleet-agent " + version());
            return;
        }
        System.err.println("usage: fleet-agent --version");
        System.exit(2);
    }

    private static String version() throws IOException {
        try (InputStream in = AgentMain.class.getResourceAsStream(VERSION_RESOURCE)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        }
    }
}
