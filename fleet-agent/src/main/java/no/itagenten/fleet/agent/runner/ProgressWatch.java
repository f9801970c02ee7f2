package no.itagenten.fleet.agent.runner;

import java.io.IOException;
import java.util.Optional;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.runner.RunnerResult.State;
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
    private String told = "";

    ProgressWatch(RunnerFiles files, RunnerRequest request, Progress progress) {
        this.files = files;
        this.request = request;
        this.progress = progress;
        thread.setDaemon(true);
        thread.start();
    }

    /** Nothing is passed on after this has returned. */
    @Override
    public void close() {
        ended.request();
        try {
            thread.join();
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
            Optional<RunnerResult> now =
                    files.readResult().filter(result -> result.answers(request) && result.state() == State.RUNNING);
            if (now.isPresent()
                    && !now.get().message().isEmpty()
                    && !now.get().phase().equals(told)) {
                told = now.get().phase();
                progress.at(told, now.get().message());
            }
        } catch (IOException e) {
            LOG.debug("The runner's progress cannot be read: {}", e.getMessage());
        }
    }
}
