package no.itagenten.fleet.fleetctl.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Runs other programs in a folder, which is the first on their path. */
record Tool(Path folder) {

    private static final long PATIENCE_SECONDS = 120;

    /** Passes the test over where that program is not installed; in continuous integration it has to be. */
    static void assumeThereIs(String program) {
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        assumeTrue(there || System.getenv("CI") != null, program + " is not installed");
        assertThat(there).as(program + " is installed").isTrue();
    }

    /** What it prints, on either stream. */
    String run(String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("TERM", "vt100");
        builder.environment().keySet().removeIf(name -> name.startsWith("R58_FLEET_") || name.startsWith("XDG_"));
        try {
            Process process = builder.redirectInput(new File("/dev/null")).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
