package no.itagenten.fleet.agent.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The application that the device exists for: a git checkout, what is run in it after an update, and how to see that it is well.
 *
 * @param folder the checkout
 * @param remote the only place updates come from; none: updates are refused
 * @param branch what an update without a target follows
 * @param postUpdate arguments of a program run in the folder after the code changed; empty for none
 * @param healthUrl must answer 2xx after an update
 * @param verifyTimeout how long services and the health URL may take to be well after an update
 */
public record ApplicationConfig(
        Path folder,
        Optional<GitRemote> remote,
        String branch,
        List<String> postUpdate,
        Duration postUpdateTimeout,
        Optional<URI> healthUrl,
        Duration verifyTimeout) {

    public ApplicationConfig {
        postUpdate = List.copyOf(postUpdate);
    }
}
