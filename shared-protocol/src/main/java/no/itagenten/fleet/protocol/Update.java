package no.itagenten.fleet.protocol;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Bring the application's checkout to a branch's head, a tag or a commit; at most one of them is named, and none means the
 * branch that the device is configured to follow.
 */
public record Update(
        CommandId commandId,
        Optional<String> branch,
        Optional<String> tag,
        Optional<String> commit,
        Optional<UpdateOptions> options,
        Optional<CommandTerms> terms)
        implements DeviceCommand {

    public Update {
        requireAtMostOne(branch, tag, commit);
        branch.ifPresent(Names::requireRef);
        tag.ifPresent(Names::requireRef);
        commit.ifPresent(Names::requireCommit);
    }

    /** As the device does it by itself, under no terms. */
    public Update(CommandId commandId, Optional<String> branch, Optional<String> tag, Optional<String> commit) {
        this(commandId, branch, tag, commit, Optional.empty(), Optional.empty());
    }

    /**
     * Refuses several targets, for requests as for messages.
     *
     * @throws IllegalArgumentException if more than one target is named
     */
    public static void requireAtMostOne(Optional<String> branch, Optional<String> tag, Optional<String> commit) {
        if (Stream.of(branch, tag, commit).filter(Optional::isPresent).count() > 1) {
            throw new IllegalArgumentException("name a branch, a tag or a commit, not several of them");
        }
    }
}
