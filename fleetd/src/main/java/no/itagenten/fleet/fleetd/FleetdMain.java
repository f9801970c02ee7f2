package no.itagenten.fleet.fleetd;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The program's entry: turns arguments into a run and a run into an exit code. */
public final class FleetdMain {
    private static final String VERSION_RESOURCE = "/no/itagenten/fleet/protocol/version.properties";

    private FleetdMain() {}

    public static void main(String[] args) throws IOException {
        if (args.length == 1 && (args[0].equals("version") || args[0].equals("--version"))) {
            System.out.println("fleetd " + version());
            return;
        }
        System.err.println("usage: fleetd --version");
        System.exit(2);
    }

    private static String version() throws IOException {
        try (InputStream in = FleetdMain.class.getResourceAsStream(VERSION_RESOURCE)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        }
    }
}
