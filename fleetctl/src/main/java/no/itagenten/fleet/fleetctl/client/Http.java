package no.itagenten.fleet.fleetctl.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.io.Cancellation;
import no.itagenten.fleet.fleetctl.problem.Problem;

/** One request and its whole answer, or a {@link Problem} in words. Adds the token, and renews it. Safe for any thread. */
final class Http {

    /** How long an answer may pause. */
    static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    /** The server sends something at least every 15 s; after this long a stream is dead. */
    private static final Duration STREAM_SILENCE = Duration.ofSeconds(60);

    /** The server reads and writes its whole database before it answers. */
    private static final Duration FILE_SILENCE = Duration.ofMinutes(15);

    private static final int ATTEMPTS = 3;
    private static final Duration BEFORE_REPETITION = Duration.ofSeconds(1);
    private static final int MAX_BODY_BYTES = 64 << 20;

    private final Transport transport;
    private final Bearer bearer;
    private final Cancellation cancellation;
    private final ClientProblems problems;
    private final ServerVersion version = new ServerVersion();

    Http(Transport transport, Endpoint endpoint, Bearer bearer, Cancellation cancellation) {
        this.transport = transport;
        this.bearer = bearer;
        this.cancellation = cancellation;
        this.problems = new ClientProblems(endpoint, version, bearer.source());
    }

    Problem notFleetd(String detail, Exception cause) {
        return problems.notFleetd(detail, cause);
    }

    Problem misunderstood(String detail, Exception cause) {
        return problems.misunderstood(detail, cause);
    }

    /** The server's version, if it has said that it is another than ours. */
    Optional<String> otherVersion() {
        return version.other();
    }

    /** The JSON that answers a request. */
    String call(String method, String path, Optional<String> body) {
        return call(method, path, body, READ_TIMEOUT);
    }

    /** The JSON that answers a request which makes the server read its whole database. */
    String longCall(String path) {
        return call("GET", path, Optional.empty(), FILE_SILENCE);
    }

    private String call(String method, String path, Optional<String> body, Duration silence) {
        try {
            return exchange(request(method, path, body, silence, Map.of()));
        } catch (IOException e) {
            throw unanswered(e);
        }
    }

    /**
     * The JSON that answers a POST, which is sent again when its answer is lost.
     *
     * @param key by which the server knows the repetition, so that it has no second effect
     */
    String order(String path, String body, String key) {
        Transport.Request request =
                request("POST", path, Optional.of(body), READ_TIMEOUT, Map.of("Idempotency-Key", key));
        for (int attempt = 1; ; attempt++) {
            try {
                return exchange(request);
            } catch (IOException e) {
                if (attempt == ATTEMPTS || !ClientProblems.mayHaveArrived(e) || cancellation.await(BEFORE_REPETITION)) {
                    throw unanswered(e);
                }
            }
        }
    }

    private String exchange(Transport.Request request) throws IOException {
        try (Answer answer = send(request)) {
            String text = text(answer);
            if (answer.status() >= 300) {
                throw problems.refused(answer, text);
            }
            if (answer.status() != 204 && !answer.isOfType("application/json")) {
                throw problems.notFleetd(
                        "it sent " + answer.header("content-type").orElse("something") + " instead of JSON", null);
            }
            return text;
        }
    }

    /**
     * An event stream, open and not yet read.
     *
     * @throws Problem if the server will not give it, so that asking again is of no use
     * @throws IOException if it cannot give it now
     */
    Answer stream(String path, String lastEventId) throws IOException {
        Map<String, String> headers = lastEventId.isEmpty() ? Map.of() : Map.of("Last-Event-ID", lastEventId);
        Answer answer = send(request("GET", path, Optional.empty(), STREAM_SILENCE, headers));
        if (answer.status() == 200 && answer.isOfType("text/event-stream")) {
            return answer;
        }
        try (answer) {
            if (answer.status() == 429 || answer.status() >= 500) {
                throw new IOException("HTTP " + answer.status(), problems.refused(answer, text(answer)));
            }
            if (answer.status() >= 300) {
                throw problems.refused(answer, text(answer));
            }
            throw problems.notFleetd("it sent no event stream", null);
        }
    }

    /** A file that the server may take a while to make. */
    Download download(String method, String path) {
        try {
            Answer answer = send(request(method, path, Optional.empty(), FILE_SILENCE, Map.of()));
            try {
                if (answer.status() >= 300) {
                    throw problems.refused(answer, text(answer));
                }
                return new Download(answer, this);
            } catch (IOException | RuntimeException e) {
                answer.close();
                throw e;
            }
        } catch (IOException e) {
            throw unanswered(e);
        }
    }

    /** The same failure in words. */
    Problem unanswered(IOException failure) {
        if (cancellation.isCancelled()) {
            return new Problem(Problem.Kind.INTERRUPTED, "interrupted", "");
        }
        if (failure.getCause() instanceof Problem refusal) {
            return refusal;
        }
        return problems.unanswered(failure, READ_TIMEOUT);
    }

    private static Transport.Request request(
            String method, String path, Optional<String> body, Duration silence, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Accept", "application/json, text/event-stream");
        return new Transport.Request(method, path, headers, body, silence);
    }

    /** What the server refuses to know the sender of has had no effect, so it is sent again under another token, if there is one. */
    private Answer send(Transport.Request request) throws IOException {
        Optional<String> token = bearer.token();
        Answer answer = transport.send(authorised(request, token));
        version.learn(answer);
        if (answer.status() != 401 || token.isEmpty()) {
            return answer;
        }
        Optional<String> other;
        try {
            other = bearer.inPlaceOf(token.get());
        } catch (IOException | RuntimeException e) {
            answer.close();
            throw e;
        }
        if (other.isEmpty()) {
            return answer;
        }
        answer.close();
        return transport.send(authorised(request, other));
    }

    private static Transport.Request authorised(Transport.Request request, Optional<String> token) {
        if (token.isEmpty()) {
            return request;
        }
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        headers.put("Authorization", "Bearer " + token.get());
        return new Transport.Request(request.method(), request.path(), headers, request.body(), request.silence());
    }

    private String text(Answer answer) throws IOException {
        InputStream in = answer.body();
        byte[] body = in.readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw problems.notFleetd("the answer is larger than " + MAX_BODY_BYTES + " bytes", null);
        }
        return new String(body, StandardCharsets.UTF_8);
    }
}
