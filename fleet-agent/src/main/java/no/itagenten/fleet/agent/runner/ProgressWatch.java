package no.itagenten.fleet.agent.runner;

import java.io.IOException;
import java.util.List;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.runner.RunnerResult.Said;
import no.itagenten.fleet.agent.workspace.Workspace.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on, on a thread of its own, what the runner says it is doing while somebody else waits for its end. */
final class ProgressWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressWatch.class);
    private static final long POLL_MILLIS = 500;

    private final RunnerFiles files;
    private final RunnerRequest request;
    private final Progress progress;
    private final Cancellation ended = new Cancellation();
    private final Thread thread = new Thread(this::watch, "runner-progress");
    private int told;

    ProgressWatch(RunnerFiles files, RunnerRequest request, Progress progress) {
        this.files = files;
        this.request = request;
        this.progress = progress;
        thread.setDaemon(true);
        thread.start();
    }

    /** Passes on what is left. Nothing is passed on after this has returned. */
    @Override
    public void close() {
        ended.request();
        try {
            thread.join();
            look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            while (!ended.await(POLL_MILLIS)) {
                look();
            }
        } catch (InterruptedException e) {
            LOG.debug("The runner's progress is no longer watched");
        }
    }

    private void look() {
        try {
            List<Said> all = files.readResult()
                    .filter(result -> result.answers(request))
                    .flatMap(RunnerResult::said)
                    .orElse(List.of());
            while (told < all.size()) {
                Said next = all.get(told++);
                progress.at(next.phase(), next.message());
            }
        } catch (IOException e) {
            LOG.debug("The runner's progress cannot be read: {}", e.getMessage());
        }
    }
}
