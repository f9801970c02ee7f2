package no.itagenten.fleet.agent.connection;

import java.util.Optional;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.MessageCodec;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that nothing is sent that the server would close the connection for: JSON can make text six times as long, and a
 * result that is always refused would be sent for ever.
 */
final class WireSize {

    private static final Logger LOG = LoggerFactory.getLogger(WireSize.class);

    private WireSize() {}

    /** The message as text of a legal size; empty if there is no way. */
    static Optional<String> fit(DeviceMessage message) {
        String text = MessageCodec.encode(message);
        if (Text.utf8Length(text) <= Protocol.MAX_MESSAGE_BYTES) {
            return Optional.of(text);
        }
        if (message instanceof CommandResult result && result.output().isPresent()) {
            return fit(new CommandResult(
                    result.deviceId(),
                    result.commandId(),
                    result.state(),
                    result.message(),
                    result.exitCode(),
                    Optional.empty(),
                    result.details(),
                    result.timestamp()));
        }
        LOG.error(
                "A message of {} bytes is larger than the protocol allows and is not sent: {}",
                text.length(),
                message.getClass().getSimpleName());
        return Optional.empty();
    }
}
