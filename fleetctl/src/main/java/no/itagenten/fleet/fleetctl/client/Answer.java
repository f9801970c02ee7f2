package no.itagenten.fleet.fleetctl.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP answer whose body is still to be read. Closing it, from any thread, ends the connection and any read of the body.
 *
 * @param headers by name in lower case
 */
public record Answer(int status, String reason, Map<String, String> headers, InputStream body, AutoCloseable connection)
        implements AutoCloseable {

    /** A header's value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether the body says that it is of this media type. */
    public boolean isOfType(String mediaType) {
        return header("content-type")
                .map(type -> type.toLowerCase(Locale.ROOT))
                .filter(type -> type.equals(mediaType) || type.startsWith(mediaType + ";"))
                .isPresent();
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
