package no.itagenten.fleet.agent.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import no.itagenten.fleet.agent.git.GitException;
import no.itagenten.fleet.agent.process.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the network is to blame for is tried again, visibly; anything else is not. */
final class AttemptsTest {

    private final Attempts attempts = new Attempts(List.of(Duration.ofMillis(1), Duration.ofMillis(1)));
    private final List<String> told = new ArrayList<>();
    private final AtomicInteger made = new AtomicInteger();
    private final Cancellation cancellation = new Cancellation();

    private static GitException down() {
        return new GitException("git fetch exited with 128", 128, "fatal: unable to access: Connection refused");
    }

    private void make(int failures, GitException failure) throws Exception {
        attempts.make(
                "fetch", "fetching main", (step, message) -> told.add(step + ": " + message), cancellation, () -> {
                    if (made.incrementAndGet() <= failures) {
                        throw failure;
                    }
                });
    }

    @Test
    void aRemoteThatComesBackIsReachedAndEveryAttemptIsTold() throws Exception {
        make(1, down());

        assertThat(made).hasValue(2);
        assertThat(told)
                .containsExactly(
                        "fetch: fetching main",
                        "fetch: attempt 1 of 3 failed (git fetch exited with 128); the next in 0 s",
                        "fetch: fetching main, attempt 2 of 3");
    }

    @Test
    void aRemoteThatStaysAwayIsGivenUpOn() {
        assertThatThrownBy(() -> make(9, down())).hasMessage("git fetch exited with 128, in 3 attempts");

        assertThat(made).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fatal: Authentication failed for 'https://git.example.org/app'",
                "fatal: repository 'https://git.example.org/app/' not found",
                "fatal: couldn't find remote ref refs/heads/nothing",
                "fatal: unable to access: The requested URL returned error: 403",
                "Host key verification failed.\nfatal: Could not read from remote repository."
            })
    void whatALaterAttemptCannotChangeIsNotTriedAgain(String output) {
        assertThatThrownBy(() -> make(9, new GitException("no", 128, output))).hasMessage("no");

        assertThat(made).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fatal: unable to access 'https://x/': Could not resolve host: x",
                "fatal: unable to access 'https://x/': The requested URL returned error: 503",
                "fetch-pack: unexpected disconnect while reading sideband packet\nfatal: early EOF",
                "ssh: connect to host x port 22: Connection timed out"
            })
    void whatTheNetworkIsToBlameForIsTriedAgain(String output) throws Exception {
        make(2, new GitException("no", 128, output));

        assertThat(made).hasValue(3);
    }

    @Test
    void nothingIsTriedAgainThatIsNoLongerWanted() {
        cancellation.request();

        assertThatThrownBy(() -> make(9, down())).hasMessage("git fetch exited with 128");

        assertThat(made).hasValue(1);
    }
}
