package no.itagenten.fleet.agent.log;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import no.itagenten.fleet.agent.file.SealedFile;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a {@link LogState} on disk. */
final class LogStateFile {

    private static final Logger LOG = LoggerFactory.getLogger(LogStateFile.class);

    private final Path file;

    LogStateFile(Path file) {
        this.file = file;
    }

    /** What was written, or the beginning of a new stream if there is nothing, or nothing that can be read. */
    LogState read() {
        try {
            return WireJson.decode(SealedFile.read(file), LogState.class);
        } catch (NoSuchFileException e) {
            LOG.debug("No log was followed yet");
        } catch (IOException | ProtocolException e) {
            LOG.error("{} cannot be read; logs are followed from now on, under a new stream: {}", file, e.getMessage());
        }
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        return LogState.begin(HexFormat.of().formatHex(random));
    }

    void write(LogState state) throws IOException {
        SealedFile.write(file, WireJson.encode(state));
    }
}
