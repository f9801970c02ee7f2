package no.itagenten.fleet.agent.identity;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import no.itagenten.fleet.agent.config.TokenSource;
import no.itagenten.fleet.protocol.DeviceAuthentication;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.Text;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.ApiError;
import no.itagenten.fleet.protocol.rest.EnrollRequest;
import no.itagenten.fleet.protocol.rest.Enrolled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes this device's key known to the server, once, with a token that somebody was given for it. */
public final class Enroller {

    private static final Logger LOG = LoggerFactory.getLogger(Enroller.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    private final HttpClient http;
    private final URI address;
    private final DeviceId device;
    private final TokenSource tokenSource;

    public Enroller(HttpClient http, URI address, DeviceId device, TokenSource tokenSource) {
        this.http = http;
        this.address = address;
        this.device = device;
        this.tokenSource = tokenSource;
    }

    /**
     * Enrols and keeps the server's answer. Repeating it with the same key does no harm. A device that enrolled before does so anew
     * with the same server only: no other may take it over.
     *
     * @throws IOException if the server cannot be reached, refuses or is another one; the message is for an operator
     */
    public void enroll(Credential credential) throws IOException, InterruptedException {
        String token = tokenSource.read();
        String signature = credential.key().sign(DeviceAuthentication.enrollPayload(device, token));
        EnrollRequest request =
                new EnrollRequest(token, device, credential.key().publicKey(), signature);
        HttpResponse<InputStream> response = http.send(
                HttpRequest.newBuilder(address)
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(WireJson.encode(request)))
                        .build(),
                BodyHandlers.ofInputStream());
        String body;
        try (InputStream in = response.body()) {
            body = new String(in.readNBytes(MAX_ANSWER_BYTES), StandardCharsets.UTF_8);
        }
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    "the server refused to enrol " + device + " (HTTP " + response.statusCode() + "): " + reason(body));
        }
        credential.keep(accepted(body, credential));
        LOG.info("Enrolled as {}", device);
    }

    private Enrollment accepted(String body, Credential credential) throws IOException {
        try {
            Enrolled answer = WireJson.decode(body, Enrolled.class);
            if (!answer.deviceId().equals(device)) {
                throw new IOException("the server enrolled " + answer.deviceId() + " and not " + device);
            }
            credential.requireKnown(answer.serverId());
            return new Enrollment(device, answer.serverId());
        } catch (WrongServerException e) {
            throw new IOException(e.getMessage(), e);
        } catch (ProtocolException e) {
            throw new IOException("what answers at " + address + " is not a fleet server: " + e.getMessage(), e);
        }
    }

    private static String reason(String body) {
        try {
            return Text.cut(WireJson.decode(body, ApiError.class).error(), 500);
        } catch (ProtocolException e) {
            return "no reason given";
        }
    }
}
