package no.itagenten.fleet.agent.workspace;

import java.time.Duration;
import java.util.List;
import no.itagenten.fleet.agent.git.GitException;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.workspace.Workspace.Progress;

/** Tries again what failed by the network or the remote, and nothing else; each attempt is told. */
final class Attempts {

    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(2), Duration.ofSeconds(8));

    private final List<Duration> pauses;

    Attempts() {
        this(PAUSES);
    }

    /** @param pauses one before each further attempt */
    Attempts(List<Duration> pauses) {
        this.pauses = List.copyOf(pauses);
    }

    interface Attempt {
        void make() throws GitException, InterruptedException;
    }

    /**
     * @param what is tried, for people
     * @throws GitException of the last attempt
     */
    void make(String step, String what, Progress progress, Cancellation cancellation, Attempt attempt)
            throws GitException, InterruptedException {
        progress.at(step, what);
        for (int made = 1; ; made++) {
            try {
                attempt.make();
                return;
            } catch (GitException e) {
                if (cancellation.isRequested() || !e.isTransient()) {
                    throw e;
                }
                if (made > pauses.size()) {
                    throw e.afterAttempts(made);
                }
                Duration pause = pauses.get(made - 1);
                progress.at(
                        step,
                        "attempt " + made + " of " + (pauses.size() + 1) + " failed (" + e.getMessage()
                                + "); the next in " + pause.toSeconds() + " s");
                if (cancellation.await(pause.toMillis())) {
                    throw e;
                }
                progress.at(step, what + ", attempt " + (made + 1) + " of " + (pauses.size() + 1));
            }
        }
    }
}
