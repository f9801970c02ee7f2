package no.itagenten.fleet.agent.connection;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Turns what the network throws into one sentence. */
final class Reasons {

    private Reasons() {}

    static String of(Throwable error) {
        Throwable cause = error;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException) {
                return "its name cannot be resolved; check FLEET_API_URL and the device's DNS";
            }
            if (t instanceof HttpTimeoutException || t instanceof TimeoutException) {
                return "no answer in time";
            }
            if (t instanceof SSLException) {
                return "the encrypted connection failed (" + t.getMessage()
                        + "); check its certificate, CA_FILE and this clock";
            }
        }
        if (cause instanceof ConnectException) {
            return "connection refused or unreachable";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
