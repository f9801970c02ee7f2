package no.itagenten.fleet.fleetd.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import no.itagenten.fleet.fleetd.access.Principal;
import no.itagenten.fleet.fleetd.audit.AuditEvent;
import no.itagenten.fleet.fleetd.audit.AuditScope;
import no.itagenten.fleet.fleetd.audit.AuditTrail;
import no.itagenten.fleet.fleetd.audit.Origin;
import no.itagenten.fleet.fleetd.audit.Outcome;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.ApiError;

/**
 * The one place where requests enter the audit log: each that changes something, however it ended, and each that was refused because
 * of who asked. A good answer is not given before its entry is on disk. Safe for any thread.
 */
final class RouteAudit {

    private final AuditTrail trail;

    RouteAudit(AuditTrail trail) {
        this.trail = trail;
    }

    /** Does what a request asks for, and makes an answer of whatever comes of it; waits for the disk. */
    Answer run(Route route, ApiRequest request, Supplier<Answer> work) {
        Optional<AuditedRoute> audited = AuditedRoutes.of(route);
        AuditEvent event = target(
                audited.map(named -> event(named.action(), request.principal(), request.client())
                                .with(named.parameters(request.path(), request.body())))
                        .orElseGet(() -> refusedRead(route, request)),
                route,
                request);
        AuditScope scope = audited.isEmpty() || audited.get().refusalsOnly()
                ? AuditScope.ofRefusals(event)
                : new AuditScope(event);
        Answer answer = answer(() -> scope.during(work));
        if (isGood(answer)) {
            boolean done =
                    scope.isWritten() || audited.map(AuditedRoute::writesOnly).orElse(false);
            return done ? answer : written(scope.event(), answer);
        }
        boolean told = audited.isPresent() || isOutOfReach(request, answer);
        if (told && !scope.isRefusalWritten()) {
            trail.refused(scope.event().ended(outcome(answer)));
        }
        return answer;
    }

    /** Something was refused after it was let through, by what answers by itself. */
    void failed(Route route, ApiRequest request, Answer answer) {
        AuditedRoutes.of(route)
                .map(audited -> event(audited.action(), request.principal(), request.client()))
                .ifPresent(event -> trail.refused(target(event, route, request).ended(outcome(answer))));
    }

    /** A caller was sent away before it was looked at what it sends; never waits. */
    void turnedAway(String method, String path, Optional<Principal> principal, ClientOrigin client, Answer answer) {
        boolean known = principal.isPresent() || answer.status() == 403;
        String action = known ? "access.refused" : "credential.refused";
        trail.refused(event(action, principal, client)
                .with(Map.of("route", method + " " + path))
                .ended(outcome(answer)));
    }

    private AuditEvent refusedRead(Route route, ApiRequest request) {
        return event("access.refused", request.principal(), request.client())
                .with(Map.of("route", route.method() + " " + route.path()));
    }

    /** To those with limits, what does not exist and what is out of their reach is one. */
    private static boolean isOutOfReach(ApiRequest request, Answer answer) {
        return answer.status() == 403
                || (answer.status() == 404
                        && request.principal()
                                .map(caller -> caller.scope().isLimited())
                                .orElse(false));
    }

    private static boolean isGood(Answer answer) {
        return answer.status() < 400;
    }

    private static Answer answer(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return Answers.forFailure(e);
        }
    }

    /** Of what no write took along. */
    private Answer written(AuditEvent event, Answer answer) {
        try {
            trail.append(event).join();
            return answer;
        } catch (CompletionException e) {
            return Answers.forFailure(e);
        }
    }

    private AuditEvent event(String action, Optional<Principal> principal, ClientOrigin client) {
        return trail.event(action)
                .from(new Origin(
                        principal.map(Principal::name),
                        principal.map(Principal::via),
                        Optional.of(client.address()),
                        client.agent()));
    }

    private static AuditEvent target(AuditEvent event, Route route, ApiRequest request) {
        String id = request.path().get("id");
        try {
            if (route.path().startsWith("/api/devices/{id}")) {
                return event.about(new DeviceId(id));
            } else if (route.path().startsWith("/api/commands/{id}")) {
                return event.command(new CommandId(id));
            }
        } catch (IllegalArgumentException e) {
            // it can be none, and the answer says so
        }
        return event;
    }

    private static Outcome outcome(Answer answer) {
        Outcome.Result result = answer.status() == 429
                ? Outcome.Result.THROTTLED
                : answer.status() >= 500 ? Outcome.Result.FAILED : Outcome.Result.REFUSED;
        try {
            ApiError error = WireJson.decode(answer.json(), ApiError.class);
            return new Outcome(result, Optional.of(error.code()), Optional.of(error.error()));
        } catch (ProtocolException e) {
            return new Outcome(result, Optional.empty(), Optional.empty());
        }
    }
}
