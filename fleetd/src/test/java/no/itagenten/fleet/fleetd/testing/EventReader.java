package no.itagenten.fleet.fleetd.testing;

import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Reads one stream of Server-Sent Events, and keeps all that came. */
public final class EventReader implements AutoCloseable {

    /** One event; {@code id} is empty if it had none. */
    public record Received(String id, String name, String data) {
        public JsonObject json() {
            return JsonParser.parseString(data).getAsJsonObject();
        }
    }

    private final List<Received> events = new CopyOnWriteArrayList<>();
    private final HttpResponse<InputStream> response;
    private volatile boolean ended;

    private EventReader(HttpResponse<InputStream> response) {
        this.response = response;
        Thread thread = new Thread(this::read, "event-reader");
        thread.setDaemon(true);
        thread.start();
    }

    static EventReader open(HttpRequest.Builder request) {
        try {
            return new EventReader(Api.HTTP.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public int status() {
        return response.statusCode();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** All events so far, in order. */
    public List<Received> all() {
        return List.copyOf(events);
    }

    public List<Received> named(String name) {
        return events.stream().filter(event -> event.name().equals(name)).toList();
    }

    /** Waits for the first event of that name that fits. */
    public Received awaitEvent(String name, Predicate<Received> fits) {
        return await("event " + name)
                .atMost(Duration.ofSeconds(10))
                .until(() -> named(name).stream().filter(fits).findFirst(), found -> found.isPresent())
                .orElseThrow();
    }

    public Received awaitEvent(String name) {
        return awaitEvent(name, event -> true);
    }

    public void awaitEnd() {
        await("end of the stream").atMost(Duration.ofSeconds(10)).until(() -> ended);
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String id = "";
            String name = "message";
            StringBuilder data = new StringBuilder();
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5).strip());
                } else if (line.isEmpty() && data.length() > 0) {
                    events.add(new Received(id, name, data.toString()));
                    id = "";
                    name = "message";
                    data.setLength(0);
                }
            }
        } catch (IOException e) {
            // the stream was cut off, or closed by the test
        } finally {
            ended = true;
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
