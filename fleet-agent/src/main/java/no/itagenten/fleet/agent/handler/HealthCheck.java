package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.function.LongSupplier;
import no.itagenten.fleet.agent.process.Cancellation;

/** Asks the application over HTTP whether it is well. */
final class HealthCheck {

    private static final int TIMEOUT_MILLIS = 5000;
    private static final long POLL_MILLIS = 500;

    private final LongSupplier nanoTime;

    HealthCheck(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Returns when the URL has answered with 2xx.
     *
     * @throws StepFailedException if it does not within that time; the message has the last answer
     */
    void await(URI url, Duration within) throws StepFailedException, InterruptedException {
        long deadline = nanoTime.getAsLong() + within.toNanos();
        Cancellation pause = new Cancellation();
        while (true) {
            String answer = ask(url);
            if (answer.isEmpty()) {
                return;
            }
            if (nanoTime.getAsLong() - deadline >= 0) {
                throw new StepFailedException(
                        "health", url + " was not well within " + within.toSeconds() + " s: " + answer, null, null);
            }
            pause.await(POLL_MILLIS);
        }
    }

    /** Empty when all is well. */
    private static String ask(URI url) {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
            try {
                connection.setConnectTimeout(TIMEOUT_MILLIS);
                connection.setReadTimeout(TIMEOUT_MILLIS);
                connection.setInstanceFollowRedirects(false);
                int status = connection.getResponseCode();
                return status / 100 == 2 ? "" : "it answered " + status;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return "it could not be reached (" + e.getMessage() + ")";
        }
    }
}
