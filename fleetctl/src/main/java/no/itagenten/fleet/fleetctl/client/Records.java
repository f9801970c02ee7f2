package no.itagenten.fleet.fleetctl.client;

import com.google.gson.JsonElement;
import com.google.gson.reflect.TypeToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;

/**
 * Makes records of what the server says. From a server of another version what we do not understand is left out where the rest is of use
 * without it, and people are warned. Safe for any thread.
 */
final class Records {

    private final Http http;
    private final Consumer<String> warn;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /** @param warn takes what people should know though all goes on, each sentence once */
    Records(Http http, Consumer<String> warn) {
        this.http = http;
        this.warn = warn;
    }

    <T> T read(String json, TypeToken<T> type) {
        try {
            return WireJson.decode(json, type);
        } catch (ProtocolException e) {
            throw http.misunderstood(e.getMessage(), e);
        }
    }

    /** Empty for what only a server of another version knows. */
    <T> Optional<T> readIfKnown(String json, Class<T> type) {
        try {
            return Optional.of(WireJson.decode(json, type));
        } catch (ProtocolException e) {
            if (http.otherVersion().isEmpty()) {
                throw http.misunderstood(e.getMessage(), e);
            }
            warnOfVersions("an event");
            return Optional.empty();
        }
    }

    <T> List<T> readList(String json, Class<T> element) {
        try {
            return WireJson.decodeList(json, element);
        } catch (ProtocolException e) {
            if (http.otherVersion().isEmpty()) {
                throw http.misunderstood(e.getMessage(), e);
            }
            return known(json, element, e);
        }
    }

    private <T> List<T> known(String json, Class<T> element, ProtocolException failure) {
        List<JsonElement> all = read(json, new TypeToken<List<JsonElement>>() {});
        List<T> known = new ArrayList<>();
        for (JsonElement one : all) {
            try {
                known.add(WireJson.decode(WireJson.encode(one), element));
            } catch (ProtocolException e) {
                // told of below, all at once
            }
        }
        if (known.isEmpty()) {
            throw http.misunderstood(failure.getMessage(), failure);
        }
        warnOfVersions((all.size() - known.size()) + " of " + all.size() + " in the list");
        return known;
    }

    private void warnOfVersions(String what) {
        String sentence = "The server is fleetd " + http.otherVersion().orElse("?") + " and this is fleetctl "
                + ServerVersion.own() + ", which does not know " + what + " and leaves that out.";
        if (warned.add(sentence)) {
            warn.accept(sentence);
        }
    }
}
