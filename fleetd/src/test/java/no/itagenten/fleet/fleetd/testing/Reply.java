package no.itagenten.fleet.fleetd.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/** What the server answered. */
public record Reply(int status, HttpHeaders headers, String body) {

    static Reply of(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    public JsonObject object() {
        return JsonParser.parseString(body).getAsJsonObject();
    }

    public JsonArray array() {
        return JsonParser.parseString(body).getAsJsonArray();
    }

    /** A text of the answered object. */
    public String text(String field) {
        return object().get(field).getAsString();
    }

    /** The code of an error. */
    public String code() {
        return text("code");
    }

    /** The first header of that name, or an empty text. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
