package no.itagenten.fleet.fleetd.http;

import com.google.gson.reflect.TypeToken;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.fleetd.access.Principal;
import no.itagenten.fleet.fleetd.access.Reach;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.ErrorCode;

/**
 * A request as a route sees it: judged, read whole, and without a trace of the HTTP library.
 *
 * @param principal who calls; empty on public routes
 * @param sessionCookie the dashboard session's secret, where there is one
 * @param idempotencyKey by which the caller would know the request again
 * @param body empty for none
 */
record ApiRequest(
        Optional<Principal> principal,
        ClientOrigin client,
        Optional<String> sessionCookie,
        Map<String, String> path,
        Map<String, Deque<String>> query,
        Optional<String> idempotencyKey,
        String body)
        implements Reach.Target {

    ApiRequest withBody(String text) {
        return new ApiRequest(principal, client, sessionCookie, path, query, idempotencyKey, text);
    }

    /** @throws ApiException if the path holds no possible id: there is no such device */
    @Override
    public DeviceId device() {
        try {
            return new DeviceId(path.get("id"));
        } catch (IllegalArgumentException e) {
            throw new ApiException(ErrorCode.DEVICE_NOT_FOUND, "there is no such device: " + e.getMessage());
        }
    }

    @Override
    public CommandId command() {
        try {
            return new CommandId(path.get("id"));
        } catch (IllegalArgumentException e) {
            throw new ApiException(ErrorCode.COMMAND_NOT_FOUND, "there is no such command: " + e.getMessage());
        }
    }

    @Override
    public String tag() {
        return path.get("tag").strip();
    }

    /** Who calls a route that is not open. */
    Principal requirePrincipal() {
        return principal.orElseThrow();
    }

    String caller() {
        return principal.map(Principal::name).orElse("nobody");
    }

    /** The body as a record; a missing body equals an empty object. */
    <T extends Record> T body(Class<T> type) {
        return body(TypeToken.get(type));
    }

    <T> T body(TypeToken<T> type) {
        try {
            return WireJson.decode(body.isBlank() ? "{}" : body, type);
        } catch (ProtocolException e) {
            throw new ApiException(ErrorCode.MALFORMED_JSON, "the request's body: " + e.getMessage());
        }
    }

    Optional<String> parameter(String name) {
        Deque<String> values = query.get(name);
        return values == null ? Optional.empty() : Optional.of(values.getFirst());
    }

    /** @throws ApiException if it is there and not a whole number in that range */
    int number(String name, int otherwise, int least, int most) {
        return (int) number(name, least, most).orElse((long) otherwise).longValue();
    }

    Optional<Long> number(String name, long least, long most) {
        return parameter(name).map(text -> {
            try {
                long value = Long.parseLong(text);
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // answered below
            }
            throw ApiException.badRequest("'" + name + "' must be a whole number from " + least + " to " + most);
        });
    }

    Optional<Instant> time(String name) {
        return parameter(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw ApiException.badRequest("'" + name + "' must be a time such as 2025-12-21T20:00:00Z");
            }
        });
    }
}
