package no.itagenten.fleet.fleetctl;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The program's entry: turns arguments into a run and a run into an exit code. */
public final class FleetctlMain {
    private static final String VERSION_RESOURCE = "/no/itagenten/fleet/protocol/version.properties";

    private FleetctlMain() {}

    public static void main(String[] args) throws IOException {
        if (args.length == 1 && (args[0].equals("version") || args[0].equals("--version"))) {
            System.out.println("fleetctl " + version());
            return;
        }
        System.err.println("usage: fleetctl --version");
        System.exit(2);
    }

    private static String version() throws IOException {
        try (InputStream in = FleetctlMain.class.getResourceAsStream(VERSION_RESOURCE)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        }
    }
}
