package no.itagenten.fleet.fleetd.oidc;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Asks issuers for JSON. An answer has a size and a time within which all of it must have come; redirects are not followed. Safe for
 * any thread; blocks, and so is never called on an I/O thread.
 */
final class IssuerHttp {

    /** An answer in JSON, of whatever status. */
    record Reply(int status, JsonObject json) {}

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 256 * 1024;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_WITHIN)
            .build();
    private final Duration patience;

    /** @param patience for a whole answer */
    IssuerHttp(Duration patience) {
        this.patience = patience;
    }

    /** @throws IOException if there is no such answer with status 200 in time; says why */
    JsonObject get(String url) throws IOException {
        Reply reply = exchange(request(url).GET().build());
        if (reply.status() != 200) {
            throw new IOException(url + " answers with status " + reply.status());
        }
        return reply.json();
    }

    /** @throws IOException if there is no answer in JSON in time; says why */
    Reply post(String url, Map<String, String> form) throws IOException {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return exchange(request(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpRequest.Builder request(String url) throws IOException {
        try {
            return HttpRequest.newBuilder(TrustedIssuer.requireSafe(url)).header("Accept", "application/json");
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Reply exchange(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, head -> new BoundedBody(MOST_BYTES));
        try {
            HttpResponse<String> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (JsonParser.parseString(response.body()) instanceof JsonObject json) {
                return new Reply(response.statusCode(), json);
            }
            throw new IOException(request.uri() + " does not answer with a JSON object");
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(request.uri() + " did not answer within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(
                    request.uri() + " cannot be asked: " + e.getCause().getMessage(), e);
        } catch (JsonParseException | StackOverflowError e) {
            throw new IOException(request.uri() + " does not answer in JSON", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
