package no.itagenten.fleet.agent.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the enrolment token is. Read when it is needed, so that a new one needs no restart. */
public sealed interface TokenSource {

    /** @throws IOException if there is none; the message names the file */
    String read() throws IOException;

    /** In the configuration itself. Its text is no part of {@link #toString}. */
    final class Given implements TokenSource {
        private final String token;

        public Given(String token) {
            this.token = token;
        }

        @Override
        public String read() {
            return token;
        }
    }

    /** In a file of its own, on its first line. */
    record InFile(Path path) implements TokenSource {
        private static final int MAX_BYTES = 4096;

        @Override
        public String read() throws IOException {
            if (Files.size(path) > MAX_BYTES) {
                throw new IOException(path + " is too large for an enrolment token");
            }
            return Files.readString(path, StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .orElseThrow(() -> new IOException(path + " is empty; put the enrolment token into it"));
        }
    }
}
