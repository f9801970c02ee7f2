package no.itagenten.fleet.fleetctl.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Carries one HTTP request to the server and its answer back. Never repeats a request by itself. */
public interface Transport {

    /**
     * A request.
     *
     * @param path the absolute path with its query, already encoded
     * @param body JSON, or nothing
     * @param silence how long the answer may pause before the connection counts as lost
     */
    record Request(String method, String path, Map<String, String> headers, Optional<String> body, Duration silence) {}

    /**
     * Sends it and reads the answer up to the end of its head; the body is read from the answer.
     *
     * @throws IOException if the server cannot be reached, or what answers does not speak HTTP
     */
    Answer send(Request request) throws IOException;
}
