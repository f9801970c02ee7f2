package no.itagenten.fleet.fleetd.http;

import java.util.List;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Subject;
import no.itagenten.fleet.fleetd.enrollment.Enrollment;
import no.itagenten.fleet.fleetd.enrollment.EnrollmentException;
import no.itagenten.fleet.protocol.rest.EnrollRequest;
import no.itagenten.fleet.protocol.rest.Enrolled;
import no.itagenten.fleet.protocol.rest.EnrollmentTokenRequest;
import no.itagenten.fleet.protocol.rest.ErrorCode;
import no.itagenten.fleet.protocol.rest.Removed;

/** Enrolment tokens, for admins; and enrolling, for devices. */
final class EnrollmentRoutes {

    private final Enrollment enrollment;
    private final String serverId;
    private final RateLimit failures;

    EnrollmentRoutes(Enrollment enrollment, String serverId, RateLimit failures) {
        this.enrollment = enrollment;
        this.serverId = serverId;
        this.failures = failures;
    }

    List<Route> routes() {
        return List.of(
                Route.of(
                        "GET",
                        "/api/enrollment-tokens",
                        Role.ADMIN,
                        Subject.WHOLE_FLEET,
                        request -> Answer.ok(enrollment.tokens())),
                Route.of(
                        "POST",
                        "/api/enrollment-tokens",
                        Role.ADMIN,
                        Subject.WHOLE_FLEET,
                        request -> Answer.of(201, enrollment.create(request.body(EnrollmentTokenRequest.class)))),
                Route.of("DELETE", "/api/enrollment-tokens/{id}", Role.ADMIN, Subject.WHOLE_FLEET, this::revoke),
                Route.of(
                        "POST",
                        "/api/enrollment-tokens/{id}/disable",
                        Role.ADMIN,
                        Subject.WHOLE_FLEET,
                        request -> enable(request, false)),
                Route.of(
                        "POST",
                        "/api/enrollment-tokens/{id}/enable",
                        Role.ADMIN,
                        Subject.WHOLE_FLEET,
                        request -> enable(request, true)),
                Route.open("POST", "/api/enroll", this::enroll).fromOwnOriginOnly());
    }

    private Answer revoke(ApiRequest request) {
        String id = request.path().get("id");
        if (!enrollment.revoke(id)) {
            throw noSuchToken();
        }
        return Answer.ok(new Removed(id));
    }

    private Answer enable(ApiRequest request, boolean enabled) {
        return Answer.ok(
                enrollment.enable(request.path().get("id"), enabled).orElseThrow(EnrollmentRoutes::noSuchToken));
    }

    private static ApiException noSuchToken() {
        return new ApiException(
                ErrorCode.NOT_FOUND, "there is no such enrolment token; fleetctl enroll list shows all");
    }

    private Answer enroll(ApiRequest request) {
        EnrollRequest body = request.body(EnrollRequest.class);
        try {
            boolean fresh = enrollment.enroll(body);
            return Answer.of(fresh ? 201 : 200, new Enrolled(body.deviceId(), serverId));
        } catch (EnrollmentException e) {
            boolean guessed = e.reason() == EnrollmentException.Reason.BAD_TOKEN;
            if (guessed && failures.failed(request.client().network())) {
                throw new ApiException(ErrorCode.TOO_MANY_REQUESTS, "too many failed enrolments; wait a minute");
            }
            throw e;
        }
    }
}
