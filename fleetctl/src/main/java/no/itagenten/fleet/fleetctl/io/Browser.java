package no.itagenten.fleet.fleetctl.io;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The program that shows web pages to whoever sits here. Immutable. */
public final class Browser {

    private static final long PATIENCE_SECONDS = 5;

    private final String program;

    private Browser(String program) {
        this.program = program;
    }

    /** The one that {@code BROWSER} names, or what the desktop has; empty where there is no desktop, as over ssh. */
    public static Optional<Browser> of(Environment environment) {
        boolean desktop = environment.get("DISPLAY").isPresent()
                || environment.get("WAYLAND_DISPLAY").isPresent();
        return environment
                .get("BROWSER")
                .or(() -> desktop ? Optional.of("xdg-open") : Optional.empty())
                .map(Browser::new);
    }

    /** How the program is called. */
    public String name() {
        return program;
    }

    /** Has it show an address, and says whether it could be started. A program that goes on running is left to itself. */
    public boolean show(String address) {
        try {
            Process process = new ProcessBuilder(program, address)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return !process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
