package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.protocol.CommandState;

/**
 * How a command ended, in the device's or, where the device had no say, the server's words.
 *
 * @param details facts by name, for example {@code from_commit} and {@code to_commit}
 */
public record CommandOutcome(
        CommandState state,
        String message,
        @SerializedName("exit_code") Optional<Integer> exitCode,
        Map<String, String> details) {}
