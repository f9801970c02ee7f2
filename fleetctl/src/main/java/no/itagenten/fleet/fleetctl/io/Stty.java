package no.itagenten.fleet.fleetctl.io;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Talks to the terminal's driver by stty(1), which is wherever a terminal is. */
final class Stty {

    private static final long PATIENCE_SECONDS = 2;

    private Stty() {}

    /** Sets something, and says whether that worked. */
    static boolean run(String setting) {
        return ask(setting).isPresent();
    }

    /** What stty answers; empty if there is no terminal, or no stty. */
    static Optional<String> ask(String question) {
        try {
            Process stty = new ProcessBuilder("stty", question)
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readNBytes(100), StandardCharsets.US_ASCII);
            if (!stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return Optional.empty();
            }
            return stty.exitValue() == 0 ? Optional.of(answer) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
