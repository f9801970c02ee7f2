package no.itagenten.fleet.protocol;

import com.google.gson.annotations.SerializedName;
import java.util.Optional;

/**
 * Take a command back. The device answers with the command's result: {@code canceled} if it had not begun or could stop safely,
 * else the true end. A device that does not know the id answers {@code canceled} too, and never executes that id should it come later.
 *
 * @param requestedBy the user or the token that wants it back; cut, and fit to stand in a log
 */
public record Cancel(
        CommandId commandId, @SerializedName("requested_by") Optional<String> requestedBy) implements ServerMessage {

    private static final int LONGEST_NAME = 100;

    public Cancel {
        requestedBy = requestedBy.map(name -> Text.excerpt(name, LONGEST_NAME));
    }

    /** On nobody's word. */
    public Cancel(CommandId commandId) {
        this(commandId, Optional.empty());
    }
}
