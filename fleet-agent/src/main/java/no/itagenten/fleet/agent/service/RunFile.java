package no.itagenten.fleet.agent.service;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.agent.file.SealedFile;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the agent keeps which process a service is, for the agent that comes after it. */
final class RunFile {

    private static final Logger LOG = LoggerFactory.getLogger(RunFile.class);

    private final Path file;

    RunFile(Path file) {
        this.file = file;
    }

    Optional<RunRecord> read() {
        try {
            return Optional.of(WireJson.decode(SealedFile.read(file), RunRecord.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | ProtocolException e) {
            LOG.warn("{} cannot be read; the service is looked for among all processes: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    /** Losing it does little harm: the process can still be found by its environment. */
    void write(RunRecord run) {
        try {
            SealedFile.write(file, WireJson.encode(run));
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", file, e.getMessage());
        }
    }
}
