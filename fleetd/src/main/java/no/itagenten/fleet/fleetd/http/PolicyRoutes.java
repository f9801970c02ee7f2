package no.itagenten.fleet.fleetd.http;

import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetd.access.Reach;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Subject;
import no.itagenten.fleet.fleetd.fleet.DeviceViews;
import no.itagenten.fleet.fleetd.policy.Policies;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.LockRequest;
import no.itagenten.fleet.protocol.rest.WindowRule;
import no.itagenten.fleet.protocol.rest.WindowsRequest;

/** When devices may be disturbed: locks and maintenance windows. */
final class PolicyRoutes {

    private static final int LONGEST_TAG = 100;

    private final Policies policies;
    private final DeviceViews views;
    private final Reach reach;

    PolicyRoutes(Policies policies, DeviceViews views, Reach reach) {
        this.policies = policies;
        this.views = views;
        this.reach = reach;
    }

    List<Route> routes() {
        return List.of(
                Route.of("PUT", "/api/devices/{id}/lock", Role.OPERATOR, Subject.DEVICE_CHANGE, this::lock),
                Route.of("DELETE", "/api/devices/{id}/lock", Role.OPERATOR, Subject.DEVICE_CHANGE, this::unlock),
                Route.of("PUT", "/api/devices/{id}/windows", Role.OPERATOR, Subject.DEVICE_CHANGE, this::setWindows),
                Route.of(
                        "DELETE",
                        "/api/devices/{id}/windows",
                        Role.OPERATOR,
                        Subject.DEVICE_CHANGE,
                        this::clearWindows),
                Route.of("PUT", "/api/tags/{tag}/windows", Role.OPERATOR, Subject.TAG, this::setTagWindows),
                Route.of("DELETE", "/api/tags/{tag}/windows", Role.OPERATOR, Subject.TAG, this::clearTagWindows),
                Route.of(
                        "GET",
                        "/api/windows",
                        Role.VIEWER,
                        Subject.FILTERED_LIST,
                        request -> Answer.ok(reach.rules(request.requirePrincipal(), policies.rules()))));
    }

    private Answer lock(ApiRequest request) {
        DeviceId id = known(request);
        policies.lock(id, request.caller(), request.body(LockRequest.class));
        return device(id);
    }

    private Answer unlock(ApiRequest request) {
        policies.unlock(request.device());
        return device(request.device());
    }

    private Answer setWindows(ApiRequest request) {
        DeviceId id = known(request);
        policies.setWindows(id, windows(request));
        return device(id);
    }

    private Answer clearWindows(ApiRequest request) {
        policies.setWindows(request.device(), List.of());
        return device(request.device());
    }

    private Answer setTagWindows(ApiRequest request) {
        return tag(tag(request), windows(request));
    }

    private Answer clearTagWindows(ApiRequest request) {
        return tag(tag(request), List.of());
    }

    private Answer tag(String tag, List<String> windows) {
        policies.setTagWindows(tag, windows);
        return Answer.ok(new WindowRule(Optional.empty(), Optional.of(tag), windows));
    }

    /** That there is no such device is said before what is wrong with the body. */
    private DeviceId known(ApiRequest request) {
        return views.get(request.device()).id();
    }

    private Answer device(DeviceId id) {
        return Answer.ok(views.get(id));
    }

    private static List<String> windows(ApiRequest request) {
        List<String> windows = request.body(WindowsRequest.class).windows().stream()
                .map(String::strip)
                .toList();
        if (windows.isEmpty()) {
            throw ApiException.badRequest("'windows' is empty; to have none, DELETE them");
        }
        return windows;
    }

    private static String tag(ApiRequest request) {
        String tag = request.tag();
        if (tag.isEmpty() || tag.length() > LONGEST_TAG) {
            throw ApiException.badRequest("a tag has 1 to " + LONGEST_TAG + " characters");
        }
        return tag;
    }
}
