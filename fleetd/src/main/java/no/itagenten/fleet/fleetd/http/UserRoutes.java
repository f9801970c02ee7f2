package no.itagenten.fleet.fleetd.http;

import java.util.List;
import no.itagenten.fleet.fleetd.access.People;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Subject;
import no.itagenten.fleet.protocol.rest.PasswordRequest;
import no.itagenten.fleet.protocol.rest.Removed;
import no.itagenten.fleet.protocol.rest.UserPatch;
import no.itagenten.fleet.protocol.rest.UserRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/users}: who logs in with a password, for admins. */
final class UserRoutes {

    private static final Logger log = LoggerFactory.getLogger(UserRoutes.class);

    private final People people;

    UserRoutes(People people) {
        this.people = people;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/api/users", Role.ADMIN, Subject.WHOLE_FLEET, request -> Answer.ok(people.list())),
                Route.of("POST", "/api/users", Role.ADMIN, Subject.WHOLE_FLEET, this::add),
                Route.of("PATCH", "/api/users/{id}", Role.ADMIN, Subject.WHOLE_FLEET, this::change),
                Route.of("PUT", "/api/users/{id}/password", Role.ADMIN, Subject.WHOLE_FLEET, this::setPassword));
    }

    private Answer add(ApiRequest request) {
        UserRequest body = request.body(UserRequest.class);
        Answer answer = Answer.of(201, people.add(body));
        log.info("User {} was added as {} by {}", body.name(), body.role(), request.caller());
        return answer;
    }

    private Answer change(ApiRequest request) {
        String name = known(request);
        Answer answer = Answer.ok(people.change(name, request.body(UserPatch.class)));
        log.info("User {} was changed by {}", name, request.caller());
        return answer;
    }

    private Answer setPassword(ApiRequest request) {
        String name = known(request);
        people.setPassword(name, request.body(PasswordRequest.class).password());
        log.info("User {} was given a password by {}", name, request.caller());
        return Answer.ok(new Removed(name));
    }

    /** That there is nobody of that name is said before what is wrong with the body. */
    private String known(ApiRequest request) {
        String name = request.path().get("id");
        people.require(name);
        return name;
    }
}
