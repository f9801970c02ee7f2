package no.itagenten.fleet.fleetd.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Speaks to a daemon's REST API as a certain caller. */
public final class Api {

    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String base;
    private final Optional<String> token;

    Api(String base, Optional<String> token) {
        this.base = base;
        this.token = token;
    }

    /** The same daemon, called without any credential. */
    public Api anonymous() {
        return new Api(base, Optional.empty());
    }

    /** The same daemon, called with another token. */
    public Api withToken(String other) {
        return new Api(base, Optional.of(other));
    }

    /** The token it is called with. */
    public String token() {
        return token.orElseThrow();
    }

    /** @param headers names and values in turn */
    public Reply get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    public Reply head(String path, String... headers) {
        return send("HEAD", path, BodyPublishers.noBody(), headers);
    }

    public Reply delete(String path, String... headers) {
        return send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    /** A POST without a body. */
    public Reply post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    public Reply post(String path, String json, String... headers) {
        return sendJson("POST", path, json, headers);
    }

    public Reply patch(String path, String json) {
        return sendJson("PATCH", path, json);
    }

    public Reply put(String path, String json) {
        return sendJson("PUT", path, json);
    }

    public Reply sendJson(String method, String path, String json, String... headers) {
        return exchange(request(method, path, BodyPublishers.ofString(json), headers)
                .header("Content-Type", "application/json")
                .build());
    }

    public Reply send(String method, String path, BodyPublisher body, String... headers) {
        return exchange(request(method, path, body, headers).build());
    }

    HttpRequest.Builder request(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body)
                .timeout(Duration.ofSeconds(20));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    private static Reply exchange(HttpRequest request) {
        try {
            return Reply.of(HTTP.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens a stream of Server-Sent Events. */
    public EventReader events(String path, String... headers) {
        return EventReader.open(request("GET", path, BodyPublishers.noBody(), headers));
    }
}
