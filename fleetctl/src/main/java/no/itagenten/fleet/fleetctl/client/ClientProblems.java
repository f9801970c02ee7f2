package no.itagenten.fleet.fleetctl.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.ApiError;

/** Puts what can go wrong between here and the server into words, each with the next step. */
final class ClientProblems {

    private final Endpoint endpoint;
    private final ServerVersion version;
    private final Optional<String> tokenSource;

    /** @param tokenSource where people gave the token; empty if it is that of a login, or there is none */
    ClientProblems(Endpoint endpoint, ServerVersion version, Optional<String> tokenSource) {
        this.endpoint = endpoint;
        this.version = version;
        this.tokenSource = tokenSource;
    }

    /** Whether the request may have reached a server whose answer is lost. */
    static boolean mayHaveArrived(IOException failure) {
        return !(failure instanceof UnknownHostException
                || failure instanceof ConnectTimeoutException
                || failure instanceof NoRouteToHostException
                || failure instanceof ConnectException
                || failure instanceof SSLException
                || failure instanceof NotHttpException);
    }

    /** The request did not get an answer. */
    Problem unanswered(IOException failure, Duration silence) {
        String server = endpoint.url();
        if (failure instanceof UnknownHostException) {
            return unreachable(
                    "no host is called '" + endpoint.host() + "'",
                    "Check the address (fleetctl context list) and this machine's network.",
                    failure);
        }
        if (failure instanceof ConnectTimeoutException || failure instanceof NoRouteToHostException) {
            return unreachable(
                    server + " does not answer",
                    "Is it the right address, and does a firewall let this machine through?",
                    failure);
        }
        if (failure instanceof ConnectException) {
            return unreachable(
                    "nobody listens at " + server + " (connection refused)",
                    "Is fleetd running there? Look with: systemctl status fleetd",
                    failure);
        }
        if (failure instanceof SocketTimeoutException) {
            return unreachable(
                    server + " accepted the connection and then said nothing for " + silence.toSeconds() + " s",
                    "The request may have been carried out: look before you repeat it.",
                    failure);
        }
        if (failure instanceof SSLException tls) {
            return tls(tls);
        }
        if (failure instanceof NotHttpException) {
            return notFleetd("no HTTP: " + failure.getMessage(), failure);
        }
        return unreachable(
                "the connection to " + server + " broke: " + failure.getMessage(),
                "The request may have been carried out: look before you repeat it.",
                failure);
    }

    private Problem tls(SSLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return unreachable(
                        "the certificate of " + endpoint.url() + " is not trusted: " + cause.getMessage(),
                        "If the server has a certificate of your own authority, name its file with --ca-file.",
                        failure);
            }
        }
        return unreachable(
                "no TLS connection with " + endpoint.url() + ": " + failure.getMessage(),
                "Does that port speak TLS? A fleetd without a proxy in front is http://.",
                failure);
    }

    private static Problem unreachable(String what, String next, Exception cause) {
        return new Problem(Problem.Kind.UNREACHABLE, what, next, cause);
    }

    /** There was an answer, but not one of fleetd. */
    Problem notFleetd(String detail, Exception cause) {
        return new Problem(
                Problem.Kind.FAILED,
                "what answers at " + endpoint.url() + " is not fleetd (" + detail + ")",
                "Check the address; on a guest network, a login page may stand in between.",
                cause);
    }

    /** The server said no. */
    Problem refused(Answer answer, String body) {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return new Problem(
                    Problem.Kind.FAILED,
                    endpoint.url() + " sends us elsewhere: "
                            + answer.header("location").orElse("(nowhere)"),
                    "If that is the fleet's address now, log in there: fleetctl login --url URL");
        }
        Optional<ApiError> error = apiError(body);
        if (status == 401) {
            return notLoggedIn();
        }
        if (error.isEmpty()) {
            return withoutWords(answer);
        }
        String sentence = withoutFullStop(error.get().error());
        return switch (error.get().code()) {
            case "forbidden" ->
                new Problem(
                        Problem.Kind.NOT_ALLOWED, sentence, "Use a token that may do this; whoami: fleetctl whoami");
            case "device_not_found" ->
                new Problem(Problem.Kind.NO_DEVICE, sentence, "See which there are: fleetctl devices");
            case "bad_request", "malformed_json", "payload_too_large" ->
                new Problem(Problem.Kind.USAGE, sentence, "The server does not take this value; nothing was done.");
            case "conflict", "device_exists", "idempotency_key_reused" ->
                new Problem(
                        Problem.Kind.FAILED,
                        sentence,
                        "Nothing was done. Look how things are now before you repeat it.");
            case "not_found", "method_not_allowed" -> notThere(sentence);
            case "command_not_found" ->
                new Problem(Problem.Kind.FAILED, sentence, "See the latest ones: fleetctl commands");
            case "too_many_requests" ->
                new Problem(
                        Problem.Kind.FAILED,
                        sentence,
                        "Try again in " + answer.header("retry-after").orElse("a few") + " s.");
            case "internal" -> new Problem(Problem.Kind.FAILED, sentence, "The server's own log says more.");
            default -> new Problem(Problem.Kind.FAILED, sentence, "");
        };
    }

    /** Whoever gave a token is not told to log in, which would change nothing: the given token goes before a login. */
    private Problem notLoggedIn() {
        return tokenSource
                .map(
                        source -> new Problem(
                                Problem.Kind.NOT_ALLOWED,
                                "the token from " + source + " is refused by " + endpoint.url(),
                                "It is of another server, revoked or over: give a new one (fleetctl token create), or none, so that your login counts."))
                .orElseGet(() -> new Problem(
                        Problem.Kind.NOT_ALLOWED,
                        "not logged in at " + endpoint.url(),
                        "Log in with: fleetctl login --url " + endpoint.url()));
    }

    /** The server has no such thing; if not even the path, it is of another version than we are. */
    private Problem notThere(String sentence) {
        boolean path = sentence.startsWith("there is nothing at this path") || sentence.startsWith("allowed here");
        return path
                ? new Problem(
                        Problem.Kind.FAILED,
                        "the server at " + endpoint.url() + named() + " does not know how to do this",
                        version.other().isPresent()
                                ? oneVersion()
                                : "It is older than this fleetctl, or newer; compare: fleetctl version --server")
                : new Problem(
                        Problem.Kind.FAILED,
                        sentence,
                        "Check the name or the id: 'list' behind the same noun shows what there is.");
    }

    private String named() {
        return version.other().map(other -> ", fleetd " + other + ",").orElse("");
    }

    private static String oneVersion() {
        return "This is fleetctl " + ServerVersion.own() + "; have both of one version.";
    }

    /** JSON of another shape than ours: from a server of another version, or from something else altogether. */
    Problem misunderstood(String detail, Exception cause) {
        return version.other()
                .map(other -> new Problem(
                        Problem.Kind.FAILED,
                        "fleetd " + other + " at " + endpoint.url()
                                + " says something that this fleetctl does not know (" + detail + ")",
                        oneVersion(),
                        cause))
                .orElseGet(() -> notFleetd("unexpected JSON: " + detail, cause));
    }

    private Problem withoutWords(Answer answer) {
        int status = answer.status();
        if (status == 502 || status == 503 || status == 504) {
            return new Problem(
                    Problem.Kind.UNREACHABLE,
                    "a proxy answers at " + endpoint.url() + ", but fleetd behind it does not (HTTP " + status + ")",
                    "Is fleetd running there? Look with: systemctl status fleetd");
        }
        if (status == 403) {
            return new Problem(
                    Problem.Kind.NOT_ALLOWED,
                    endpoint.url() + " refuses this (HTTP 403)",
                    "Use a token that may do this, and check what stands in front of fleetd.");
        }
        return notFleetd("HTTP " + status + " without an explanation", null);
    }

    private static Optional<ApiError> apiError(String body) {
        try {
            return Optional.of(WireJson.decode(body, ApiError.class));
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }

    private static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
