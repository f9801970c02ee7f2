package no.itagenten.fleet.agent.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The application that the device exists for: a git checkout, what is run in it after an update, and how to see that it is well.
 *
 * @param folder the checkout, or with {@code releases} what holds the repository, the releases and the link to one of them
 * @param remote the only place updates come from; none: updates are refused
 * @param branch what an update without a target follows
 * @param postUpdate arguments of a program run in the folder after the code changed; empty for none
 * @param healthCommand arguments of a program run in the folder that must exit with 0 after an update; empty for none
 * @param healthUrl must answer 2xx after an update
 * @param settle how long the services must stay up after an update
 * @param verifyTimeout within which everything has to be well after an update
 * @param signatures what must be signed before it is put in place; none: nothing need be
 * @param releases that each version has a folder of its own; none: one checkout is updated in place
 */
public record ApplicationConfig(
        Path folder,
        Optional<GitRemote> remote,
        String branch,
        List<String> postUpdate,
        Duration postUpdateTimeout,
        List<String> healthCommand,
        Optional<URI> healthUrl,
        Duration settle,
        Duration verifyTimeout,
        Optional<SignaturePolicy> signatures,
        Optional<ReleasesConfig> releases) {

    /** How long one run of the health program may take. */
    public static final Duration HEALTH_COMMAND_TIMEOUT = Duration.ofSeconds(30);

    public ApplicationConfig {
        postUpdate = List.copyOf(postUpdate);
        healthCommand = List.copyOf(healthCommand);
    }
}
