package no.itagenten.fleet.protocol;

import com.google.gson.annotations.SerializedName;
import java.util.Optional;

/**
 * The server's answer to {@link NewKey}.
 *
 * @param publicKey the one that was offered
 * @param problem why it is not taken; absent: it is on disk, and takes the place of the earlier one as soon as it is used
 */
public record KeyAck(
        CommandId commandId, @SerializedName("public_key") String publicKey, Optional<String> problem)
        implements ServerMessage {

    public KeyAck {
        Check.text(publicKey, 1000, "public_key");
        Check.optionalText(problem, 1000, "problem");
    }
}
