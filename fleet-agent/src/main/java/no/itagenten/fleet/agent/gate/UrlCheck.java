package no.itagenten.fleet.agent.gate;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import no.itagenten.fleet.agent.config.BusyConfig.Question;

/** On air if a field of a JSON document has a certain value: the R58 recorder tells {@code status: recording}. */
record UrlCheck(Question question) implements BusyCheck {

    private static final int TIMEOUT_MILLIS = 3000;
    private static final int MAX_BYTES = 64 * 1024;

    @Override
    public Optional<Finding> look() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) question.url().toURL().openConnection();
            try {
                connection.setConnectTimeout(TIMEOUT_MILLIS);
                connection.setReadTimeout(TIMEOUT_MILLIS);
                connection.setInstanceFollowRedirects(false);
                connection.setUseCaches(false);
                int status = connection.getResponseCode();
                return status / 100 == 2 ? judge(body(connection)) : unknown("answered " + status);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return unknown("could not be asked (" + e.getMessage() + ")");
        }
    }

    private static String body(HttpURLConnection connection) throws IOException {
        try (InputStream in = connection.getInputStream()) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("its answer is larger than " + MAX_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private Optional<Finding> judge(String json) {
        JsonElement at;
        try {
            at = JsonParser.parseString(json);
        } catch (JsonParseException | StackOverflowError e) {
            return unknown("did not answer with JSON");
        }
        for (String name : question.field().split("\\.", -1)) {
            if (!at.isJsonObject() || !at.getAsJsonObject().has(name)) {
                return unknown("answered without a field " + question.field());
            }
            at = at.getAsJsonObject().get(name);
        }
        if (!at.isJsonPrimitive()) {
            return unknown("has no plain value in " + question.field());
        }
        String value = at.getAsString();
        return question.values().contains(value) ? Finding.busy(value) : Optional.empty();
    }

    private Optional<Finding> unknown(String what) {
        return Finding.unknown(question.url() + " (BUSY_URL) " + what);
    }
}
