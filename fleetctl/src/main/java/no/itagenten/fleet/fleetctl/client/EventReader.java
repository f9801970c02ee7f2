package no.itagenten.fleet.fleetctl.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Takes Server-Sent Events out of a stream of bytes. One event is bounded; comments are passed over. For one thread. */
final class EventReader {

    private static final int MAX_EVENT_BYTES = 1 << 20;

    private final InputStream in;
    private String id = "";
    private boolean skipLineFeed;

    EventReader(InputStream in) {
        this.in = in;
    }

    /** The next event; empty at the end of the stream. Blocks. */
    Optional<ServerEvent> next() throws IOException {
        String type = "";
        StringBuilder data = new StringBuilder();
        boolean hasData = false;
        while (true) {
            String line = line();
            if (line == null) {
                return Optional.empty(); // an event that was not finished does not count
            }
            if (line.isEmpty()) {
                if (hasData) {
                    return Optional.of(new ServerEvent(type.isEmpty() ? "message" : type, data.toString(), id));
                }
                type = "";
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
            switch (field) {
                case "event" -> type = value;
                case "id" -> id = value;
                case "data" -> {
                    if (data.length() + value.length() > MAX_EVENT_BYTES) {
                        throw new NotHttpException("an event is larger than " + MAX_EVENT_BYTES + " bytes");
                    }
                    data.append(hasData ? "\n" : "").append(value);
                    hasData = true;
                }
                default -> {} // a comment, or something of a newer server
            }
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        while (true) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            if (next == '\n' && skipLineFeed) {
                skipLineFeed = false;
                continue;
            }
            skipLineFeed = next == '\r';
            if (next == '\n' || next == '\r') {
                return line.toString(StandardCharsets.UTF_8);
            }
            if (line.size() >= MAX_EVENT_BYTES) {
                throw new NotHttpException("a line of an event is larger than " + MAX_EVENT_BYTES + " bytes");
            }
            line.write(next);
        }
    }
}
