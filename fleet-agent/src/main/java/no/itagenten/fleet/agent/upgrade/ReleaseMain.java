package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import no.itagenten.fleet.protocol.release.ReleaseVersion;

/** What {@code ./install.sh agent-archive} runs, where releases are made: writes the signature file beside an archive. */
public final class ReleaseMain {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private ReleaseMain() {}

    public static void main(String[] args) {
        if (args.length != 3) {
            System.err.println("usage: ReleaseMain KEY VERSION ARCHIVE");
            System.exit(MISUSED);
        }
        try {
            Path archive = Path.of(args[2]);
            String text = ReleaseSigner.load(Path.of(args[0]))
                    .sign(archive, ReleaseVersion.parse(args[1]))
                    .text();
            Files.writeString(Path.of(archive + ".sig"), text, StandardCharsets.US_ASCII);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("agent-archive: " + e.getMessage());
            System.exit(FAILED);
        }
    }
}
