package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.DeviceId;

/**
 * A command as the API shows it.
 *
 * @param parameters as given: {@code service}, {@code branch}, {@code tag}, {@code commit}
 * @param reason why it waits, while it is queued or waiting: {@code offline}, {@code order}, or the device's own words
 * @param phase the step the device is at
 * @param requestedBy who asked
 * @param phases the history, oldest first; what came after the end has the phase {@code late}
 * @param result how it ended
 * @param outputTail the end of the output of the step that decided
 */
public record CommandView(
        CommandId id,
        @SerializedName("device_id") DeviceId deviceId,
        CommandType type,
        Map<String, String> parameters,
        CommandState state,
        Optional<String> reason,
        Optional<String> phase,
        @SerializedName("requested_by") String requestedBy,
        @SerializedName("created_at") Instant createdAt,
        @SerializedName("updated_at") Instant updatedAt,
        @SerializedName("finished_at") Optional<Instant> finishedAt,
        @SerializedName("expires_at") Instant expiresAt,
        List<CommandPhase> phases,
        Optional<CommandOutcome> result,
        @SerializedName("output_tail") Optional<String> outputTail) {}
