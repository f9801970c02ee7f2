package no.itagenten.fleet.agent.gate;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.agent.file.SealedFile;
import no.itagenten.fleet.protocol.MessageCodec;
import no.itagenten.fleet.protocol.Policy;
import no.itagenten.fleet.protocol.ProtocolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policy that the fleet sent last, on disk: a device goes by it while it is offline and after a restart too. Safe for any thread. */
public final class PolicyStore {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyStore.class);
    private static final Policy NONE = new Policy(0, Optional.empty(), Optional.empty(), Optional.empty());

    private final Path file;
    private volatile Policy current = NONE;

    /** Reads what an earlier agent kept. A file that cannot be read counts as none: the server sends it again. */
    public PolicyStore(Path file) {
        this.file = file;
        try {
            if (MessageCodec.decodeServerMessage(SealedFile.read(file)) instanceof Policy kept) {
                current = kept;
            }
        } catch (NoSuchFileException e) {
            LOG.debug("The fleet has sent no policy yet");
        } catch (IOException | ProtocolException e) {
            LOG.error(
                    "{} cannot be read; no lock and no window holds until the server sends them again: {}",
                    file,
                    e.getMessage());
        }
    }

    /** What holds now; of revision 0 when the fleet has sent none. */
    public Policy current() {
        return current;
    }

    /** From now on this holds, on disk too if the disk takes it. */
    public synchronized void apply(Policy policy) {
        if (policy.equals(current)) {
            return;
        }
        current = policy;
        try {
            SealedFile.write(file, MessageCodec.encode(policy));
        } catch (IOException e) {
            LOG.error("The policy holds but cannot be kept for the next start: {}", e.getMessage());
        }
        LOG.info("Policy {} holds", policy.revision());
    }
}
