package no.itagenten.fleet.agent.handler;

import java.time.Duration;
import java.util.function.LongSupplier;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.workspace.Workspace;
import no.itagenten.fleet.agent.workspace.WorkspaceException;
import no.itagenten.fleet.protocol.CommandId;

/**
 * Sees whether a new version has left the device its network. The server is asked first; where it is the server that is away, the
 * remote that updates come from is proof enough, or an outage of the server would take good versions back.
 */
final class ReachCheck {

    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);
    private static final Duration REMOTE_WITHIN = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 100;

    private final ServerContact server;
    private final LongSupplier nanoTime;

    ReachCheck(ServerContact server, LongSupplier nanoTime) {
        this.server = server;
        this.nanoTime = nanoTime;
    }

    /** Who was reached. */
    enum Reached {
        SERVER,
        REMOTE_ONLY
    }

    /**
     * Returns when somebody has been reached. The remote is asked when half the time has passed without a word from the server.
     *
     * @throws StepFailedException if within that time neither answers
     */
    Reached await(CommandId command, Workspace workspace, Duration within)
            throws StepFailedException, InterruptedException {
        long heard = server.framesHeard();
        long start = nanoTime.getAsLong();
        long remoteFrom = within.toNanos() / 2;
        long nextAsk = 0;
        String remote = "it was not asked";
        Cancellation pause = new Cancellation();
        while (true) {
            long passed = nanoTime.getAsLong() - start;
            if (server.framesHeard() > heard) {
                return Reached.SERVER;
            }
            if (passed >= within.toNanos()) {
                throw new StepFailedException(
                        "health",
                        "neither the server nor the git remote answered within " + within.toSeconds()
                                + " s of the restart (the remote: " + remote + ")",
                        null,
                        null);
            }
            if (passed >= nextAsk) {
                server.ask();
                nextAsk = passed + ASK_AGAIN.toNanos();
                if (passed >= remoteFrom) {
                    try {
                        workspace.askRemote(command, least(REMOTE_WITHIN, within.minusNanos(passed)));
                        return server.framesHeard() > heard ? Reached.SERVER : Reached.REMOTE_ONLY;
                    } catch (WorkspaceException e) {
                        remote = e.getMessage();
                    }
                } else {
                    nextAsk = Math.min(nextAsk, remoteFrom);
                }
            }
            pause.await(POLL_MILLIS);
        }
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
