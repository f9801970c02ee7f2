package no.itagenten.fleet.fleetd.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import com.google.gson.reflect.TypeToken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.fleetd.access.Principal;
import no.itagenten.fleet.fleetd.access.Reach;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Subject;
import no.itagenten.fleet.fleetd.device.NameTakenException;
import no.itagenten.fleet.fleetd.fleet.DeviceViews;
import no.itagenten.fleet.fleetd.fleet.Fleet;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.DevicePatch;
import no.itagenten.fleet.protocol.rest.DeviceStatusView;
import no.itagenten.fleet.protocol.rest.ErrorCode;
import no.itagenten.fleet.protocol.rest.Removed;
import no.itagenten.fleet.protocol.rest.ReplaceRequest;

/** {@code /api/devices}: what there is, and what people decide about it. */
final class DeviceRoutes {

    private static final TypeToken<Map<String, JsonElement>> CHANGES = new TypeToken<>() {};

    private final Fleet fleet;
    private final DeviceViews views;
    private final Reach reach;

    DeviceRoutes(Fleet fleet, DeviceViews views, Reach reach) {
        this.fleet = fleet;
        this.views = views;
        this.reach = reach;
    }

    List<Route> routes() {
        return List.of(
                Route.of(
                        "GET",
                        "/api/devices",
                        Role.VIEWER,
                        Subject.FILTERED_LIST,
                        request -> Answer.ok(reach.devices(request.requirePrincipal(), views.list()))),
                Route.of(
                        "GET",
                        "/api/devices/{id}",
                        Role.VIEWER,
                        Subject.DEVICE,
                        request -> Answer.ok(views.get(request.device()))),
                Route.of("PATCH", "/api/devices/{id}", Role.OPERATOR, Subject.DEVICE_CHANGE, this::patch),
                Route.of("DELETE", "/api/devices/{id}", Role.ADMIN, Subject.DEVICE_CHANGE, this::remove),
                Route.of(
                        "DELETE",
                        "/api/devices/{id}/credential",
                        Role.ADMIN,
                        Subject.DEVICE_CHANGE,
                        this::resetCredential),
                Route.of("POST", "/api/devices/{id}/approve", Role.ADMIN, Subject.DEVICE_CHANGE, this::approve),
                Route.of("POST", "/api/devices/{id}/reject", Role.ADMIN, Subject.DEVICE_CHANGE, this::reject),
                // It is about two devices, and about what limits go by.
                Route.of("POST", "/api/devices/{id}/replace", Role.ADMIN, Subject.WHOLE_FLEET, this::replace),
                Route.of(
                        "GET",
                        "/api/devices/{id}/status",
                        Role.VIEWER,
                        Subject.DEVICE,
                        request -> Answer.ok(DeviceStatusView.of(views.get(request.device())))),
                Route.of(
                        "GET",
                        "/api/devices/{id}/config",
                        Role.VIEWER,
                        Subject.DEVICE,
                        request -> Answer.ok(
                                fleet.devices().get(request.device()).config().view())),
                Route.of("PUT", "/api/devices/{id}/config", Role.OPERATOR, Subject.DEVICE_CHANGE, this::configure));
    }

    private Answer patch(ApiRequest request) {
        DevicePatch patch = request.body(DevicePatch.class);
        Principal caller = request.requirePrincipal();
        try {
            fleet.patch(
                    request.device(),
                    patch,
                    (before, after) -> reach.requireMayRelabel(caller, request.device(), before, after));
        } catch (NameTakenException e) {
            if (reach.reaches(caller, e.by())) {
                throw e;
            }
            throw new ApiException(ErrorCode.CONFLICT, "this name is taken already; choose another");
        }
        return Answer.ok(views.get(request.device()));
    }

    private Answer remove(ApiRequest request) {
        DeviceId device = request.device();
        fleet.remove(device);
        return Answer.ok(new Removed(device.value()));
    }

    private Answer approve(ApiRequest request) {
        fleet.approve(request.device());
        return Answer.ok(views.get(request.device()));
    }

    private Answer reject(ApiRequest request) {
        DeviceId device = request.device();
        fleet.reject(device);
        return Answer.ok(new Removed(device.value()));
    }

    private Answer replace(ApiRequest request) {
        fleet.devices().get(request.device()); // that it is not there is said before what is wrong with the body
        DeviceId by = request.body(ReplaceRequest.class).by();
        fleet.replace(request.device(), by);
        return Answer.ok(views.get(by));
    }

    private Answer resetCredential(ApiRequest request) {
        DeviceId device = request.device();
        fleet.resetCredential(device);
        return Answer.ok(new Removed(device.value()));
    }

    private Answer configure(ApiRequest request) {
        Map<String, Optional<String>> changes = new HashMap<>();
        request.body(CHANGES).forEach((key, value) -> changes.put(key, text(key, value)));
        return Answer.ok(
                fleet.devices().configure(request.device(), changes).config().view());
    }

    /** A number or a truth value means its text; null means the device's default. */
    private static Optional<String> text(String key, JsonElement value) {
        if (value.isJsonNull()) {
            return Optional.empty();
        }
        if (value instanceof JsonPrimitive primitive) {
            return Optional.of(primitive.getAsString());
        }
        throw ApiException.badRequest("'" + key + "' must be a text, a number or null");
    }
}
