package no.itagenten.fleet.protocol;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The end of a command, sent again on every connection until {@link ResultAck} comes.
 *
 * @param state one of the final states a device may report, see {@link CommandState#reportedByDevice()}
 * @param message one sentence: what was done, or what failed
 * @param exitCode of the step that failed, where a process did
 * @param output the tail of the output, at most {@link Protocol#MAX_OUTPUT_BYTES}
 * @param details facts by name, for example {@code from_commit} and {@code to_commit}
 */
public record CommandResult(
        DeviceId deviceId,
        CommandId commandId,
        CommandState state,
        String message,
        @SerializedName("exit_code") Optional<Integer> exitCode,
        Optional<String> output,
        Optional<Map<String, String>> details,
        Optional<Instant> timestamp)
        implements DeviceMessage {

    public CommandResult {
        if (!state.reportedByDevice()) {
            throw new IllegalArgumentException(
                    "a result is succeeded, failed, rolled_back, rejected, canceled or expired, not "
                            + state.wireName());
        }
        message = Text.cut(message, 2000);
        output = output.map(text -> Text.cutKeepingEnd(text, Protocol.MAX_OUTPUT_BYTES));
        details = details.map(Map::copyOf);
        details.ifPresent(map -> Check.atMost(map.size(), 32, "details"));
    }
}
