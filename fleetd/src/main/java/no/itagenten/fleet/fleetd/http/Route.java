package no.itagenten.fleet.fleetd.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Optional;
import no.itagenten.fleet.fleetd.access.Reach;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Subject;

/**
 * One method of one path, who may call it, what it is about, and what answers. There is no route without a rule.
 *
 * @param role the least role; empty for a public route
 * @param about what it is about, by which {@link Reach} judges those with limited access
 * @param ownOriginOnly refuse a foreign Origin even without a cookie
 */
record Route(String method, String path, Optional<Role> role, Subject about, boolean ownOriginOnly, Endpoint endpoint) {

    /** What answers. */
    sealed interface Endpoint {}

    /** Reads the body, may block, answers JSON. */
    record Api(Handler handler) implements Endpoint {}

    /** Takes over the connection: a page, an event stream, the device connection. */
    record Raw(RawHandler handler) implements Endpoint {}

    @FunctionalInterface
    interface Handler {
        Answer handle(ApiRequest request);
    }

    /** Like an {@link HttpHandler} that also gets the judged request; called on a worker thread. */
    @FunctionalInterface
    interface RawHandler {
        void handle(HttpServerExchange exchange, ApiRequest request) throws Exception;
    }

    static Route of(String method, String path, Role role, Subject about, Handler handler) {
        return new Route(method, path, Optional.of(role), about, false, new Api(handler));
    }

    static Route raw(String method, String path, Role role, Subject about, RawHandler handler) {
        return new Route(method, path, Optional.of(role), about, false, new Raw(handler));
    }

    static Route open(String method, String path, Handler handler) {
        return new Route(method, path, Optional.empty(), Subject.NOTHING, false, new Api(handler));
    }

    static Route openRaw(String method, String path, RawHandler handler) {
        return new Route(method, path, Optional.empty(), Subject.NOTHING, false, new Raw(handler));
    }

    Route fromOwnOriginOnly() {
        return new Route(method, path, role, about, true, endpoint);
    }
}
