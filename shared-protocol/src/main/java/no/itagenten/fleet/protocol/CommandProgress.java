package no.itagenten.fleet.protocol;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a command stands.
 *
 * @param state {@link CommandState#RUNNING} or {@link CommandState#WAITING}
 * @param phase the step, for example {@code fetch}
 * @param message one sentence for people; for a waiting command the reason
 */
public record CommandProgress(
        DeviceId deviceId,
        CommandId commandId,
        CommandState state,
        String phase,
        Optional<String> message,
        Optional<Instant> timestamp)
        implements DeviceMessage {

    public CommandProgress {
        if (state != CommandState.RUNNING && state != CommandState.WAITING) {
            throw new IllegalArgumentException("progress is running or waiting; an end is told by a result");
        }
        Check.text(phase, 40, "phase");
        message = message.map(text -> Text.cut(text, 1000));
    }
}
