package no.itagenten.fleet.agent.connection;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import no.itagenten.fleet.agent.identity.Credential;
import no.itagenten.fleet.agent.identity.Enroller;
import no.itagenten.fleet.agent.identity.WrongServerException;
import no.itagenten.fleet.protocol.DeviceAuthentication;
import no.itagenten.fleet.protocol.DeviceAuthentication.Challenge;

/**
 * Opens a connection and proves who we are: enrols if that is still to be done, asks for the upgrade, and signs the challenge. For
 * one thread.
 */
final class Connector {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final HttpClient http;
    private final URI address;
    private final Credential credential;
    private final Optional<Enroller> enroller;

    Connector(HttpClient http, URI address, Credential credential, Optional<Enroller> enroller) {
        this.http = http;
        this.address = address;
        this.credential = credential;
        this.enroller = enroller;
    }

    /** @throws ConnectFailedException if no connection came about, whatever the reason */
    WebSocket connect(WebSocket.Listener listener) throws ConnectFailedException, InterruptedException {
        if (credential.enrollment().isEmpty() && enroller.isPresent()) {
            enroll();
        }
        try {
            return open(listener);
        } catch (RefusedException e) {
            if (e.byOwnServer && enroller.isPresent()) {
                // The credential may have been reset on the server, and the token be a new one.
                enroll();
                throw new ConnectFailedException("this device had to enrol anew, and did", e);
            }
            throw new ConnectFailedException(e.getMessage(), e);
        }
    }

    private void enroll() throws ConnectFailedException, InterruptedException {
        try {
            enroller.orElseThrow().enroll(credential);
        } catch (IOException e) {
            throw new ConnectFailedException("enrolment failed: " + Reasons.of(e), e);
        }
    }

    private WebSocket open(WebSocket.Listener listener)
            throws ConnectFailedException, RefusedException, InterruptedException {
        WebSocket unasked;
        try {
            unasked = upgrade(listener, Optional.empty());
        } catch (WebSocketHandshakeException e) {
            return answer(listener, challengeOf(e));
        }
        if (credential.enrollment().isPresent()) {
            unasked.abort();
            // Without its challenge nothing says that this is the server the device belongs to: it gets no token
            // either.
            throw RefusedException.byAnybody(
                    "the server did not ask this enrolled device for proof, so it does not know it any more, or is another one; "
                            + "to enrol the device anew delete " + credential.enrollmentFile()
                            + ", set ENROLLMENT_TOKEN and restart the agent");
        }
        return unasked;
    }

    private Challenge challengeOf(WebSocketHandshakeException e) throws ConnectFailedException, RefusedException {
        HttpResponse<?> response = e.getResponse();
        if (response.statusCode() != UNAUTHORIZED) {
            throw new ConnectFailedException("the server answered the upgrade with HTTP " + response.statusCode(), e);
        }
        if (credential.enrollment().isEmpty()) {
            throw RefusedException.byAnybody(
                    "the server lets no unknown device in; set ENROLLMENT_TOKEN or ENROLLMENT_TOKEN_FILE");
        }
        return response.headers().allValues("WWW-Authenticate").stream()
                .map(Challenge::parse)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> RefusedException.byAnybody("the server refused the connection without a challenge"));
    }

    private WebSocket answer(WebSocket.Listener listener, Challenge challenge)
            throws ConnectFailedException, RefusedException, InterruptedException {
        try {
            return upgrade(listener, Optional.of(credential.answer(challenge).toHeader()));
        } catch (WrongServerException e) {
            throw new ConnectFailedException(e.getMessage(), e);
        } catch (WebSocketHandshakeException e) {
            int status = e.getResponse().statusCode();
            if (status == UNAUTHORIZED) {
                throw RefusedException.byOwnServer(
                        "the server does not accept this device's key; if its credential was reset, "
                                + "set a new ENROLLMENT_TOKEN");
            }
            if (status == FORBIDDEN && waits(e.getResponse())) {
                throw ConnectFailedException.pending(
                        "this device waits for approval: fleetctl device approve " + credential.device(), e);
            }
            throw new ConnectFailedException("the server answered the upgrade with HTTP " + status, e);
        }
    }

    private static boolean waits(HttpResponse<?> response) {
        return response.headers()
                .firstValue(DeviceAuthentication.STATE_HEADER)
                .filter(DeviceAuthentication.PENDING::equals)
                .isPresent();
    }

    private WebSocket upgrade(WebSocket.Listener listener, Optional<String> authorization)
            throws WebSocketHandshakeException, ConnectFailedException, InterruptedException {
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(TIMEOUT);
        authorization.ifPresent(value -> builder.header("Authorization", value));
        CompletableFuture<WebSocket> opening = builder.buildAsync(address, listener);
        try {
            return opening.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused && refused.getResponse() != null) {
                throw refused;
            }
            throw new ConnectFailedException(Reasons.of(e), e);
        } catch (TimeoutException e) {
            abandon(opening);
            throw new ConnectFailedException(Reasons.of(e), e);
        } catch (InterruptedException e) {
            abandon(opening);
            throw e;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // whatever comes of it, nobody wants it any more
    private static void abandon(CompletableFuture<WebSocket> opening) {
        opening.thenAccept(WebSocket::abort);
    }

    /** The server does not take what we are for what we say. */
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        /** Whether it named itself, by its challenge, as the server that this device enrolled with. */
        private final boolean byOwnServer;

        private RefusedException(String message, boolean byOwnServer) {
            super(message);
            this.byOwnServer = byOwnServer;
        }

        static RefusedException byOwnServer(String message) {
            return new RefusedException(message, true);
        }

        static RefusedException byAnybody(String message) {
            return new RefusedException(message, false);
        }
    }
}
