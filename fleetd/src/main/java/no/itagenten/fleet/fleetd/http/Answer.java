package no.itagenten.fleet.fleetd.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.ApiError;
import no.itagenten.fleet.protocol.rest.ErrorCode;

/** What a route answers: a status, a JSON body, and cookies to set where there are any. */
record Answer(int status, String json, Optional<String> setCookie) {

    static Answer ok(Record body) {
        return of(200, body);
    }

    static Answer ok(List<? extends Record> body) {
        return new Answer(200, WireJson.encode(body), Optional.empty());
    }

    static Answer ok(Map<String, ?> body) {
        return new Answer(200, WireJson.encode(body), Optional.empty());
    }

    static Answer of(int status, Record body) {
        return new Answer(status, WireJson.encode(body), Optional.empty());
    }

    static Answer error(ErrorCode code, String message) {
        return of(code.httpStatus(), new ApiError(message, code.wireName()));
    }

    Answer settingCookie(String header) {
        return new Answer(status, json, Optional.of(header));
    }
}
