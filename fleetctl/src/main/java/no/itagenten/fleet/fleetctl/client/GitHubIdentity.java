package no.itagenten.fleet.fleetctl.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.io.Cancellation;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;

/** Asks GitHub Actions for the identity token of the job that we run in. */
public final class GitHubIdentity {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Its answer. */
    private record Answered(String value) {}

    private GitHubIdentity() {}

    /**
     * The token.
     *
     * @param requestUrl what GitHub gives the job in {@code ACTIONS_ID_TOKEN_REQUEST_URL}
     * @param requestToken and in {@code ACTIONS_ID_TOKEN_REQUEST_TOKEN}
     * @param audience whom it is to be for
     * @throws Problem if there is none
     */
    public static String token(String requestUrl, String requestToken, String audience, Cancellation cancellation) {
        try {
            URI uri = URI.create(requestUrl);
            Endpoint endpoint = Endpoint.parse(uri.getScheme() + "://" + uri.getRawAuthority());
            if (!endpoint.tls() && !endpoint.loopback()) {
                throw none("ACTIONS_ID_TOKEN_REQUEST_URL is not encrypted", null);
            }
            String query = uri.getRawQuery() == null ? "?" : "?" + uri.getRawQuery() + "&";
            String path = uri.getRawPath() + query + "audience=" + URLEncoder.encode(audience, StandardCharsets.UTF_8);
            Http http = new Http(
                    new SocketTransport(endpoint, Optional.empty(), CONNECT_TIMEOUT, cancellation),
                    endpoint,
                    Bearer.of(Optional.of(requestToken)),
                    cancellation);
            return WireJson.decode(http.call("GET", path, Optional.empty()), Answered.class)
                    .value();
        } catch (IllegalArgumentException | ProtocolException e) {
            throw none("GitHub gives this job no identity token that can be read", e);
        } catch (Problem e) {
            throw e.kind() == Problem.Kind.INTERRUPTED
                    ? e
                    : none("GitHub gives this job no identity token: " + e.getMessage(), e);
        }
    }

    private static Problem none(String what, Exception cause) {
        return new Problem(Problem.Kind.NOT_ALLOWED, what, "Give the job 'permissions: id-token: write'.", cause);
    }
}
