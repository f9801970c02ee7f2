package no.itagenten.fleet.fleetd.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.Cookie;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.PathTemplateMatcher;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import no.itagenten.fleet.fleetd.access.Access;
import no.itagenten.fleet.fleetd.access.Principal;
import no.itagenten.fleet.fleetd.access.Reach;
import no.itagenten.fleet.fleetd.audit.AuditScope;
import no.itagenten.fleet.protocol.rest.ErrorCode;

/**
 * The one way into the API: finds the route, judges the caller, reads the body, and moves to a worker thread. Until that move
 * nothing blocks: everything here runs on an I/O thread and looks at memory only.
 */
final class Router implements HttpHandler {

    /** Of one address, and in the time a body takes to come: a whole venue may enrol its devices at once. */
    private static final int MOST_BODIES_OF_STRANGERS = 100;

    private static final Answer LET_THROUGH = Answer.ok(Map.of());

    private final PathTemplateMatcher<Map<String, Route>> paths = new PathTemplateMatcher<>();
    private final Access access;
    private final Reach reach;
    private final TrustedProxies proxies;
    private final Strangers strangers;
    private final Origins origins;
    private final RateLimit failures;
    private final RouteAudit audit;
    private final StrangersBodies strangersBodies = new StrangersBodies(MOST_BODIES_OF_STRANGERS);

    Router(
            List<Route> routes,
            Access access,
            Reach reach,
            TrustedProxies proxies,
            Strangers strangers,
            Origins origins,
            RateLimit failures,
            RouteAudit audit) {
        this.access = access;
        this.reach = reach;
        this.proxies = proxies;
        this.strangers = strangers;
        this.origins = origins;
        this.failures = failures;
        this.audit = audit;
        routes.stream()
                .collect(Collectors.groupingBy(Route::path))
                .forEach((path, methods) ->
                        paths.add(path, methods.stream().collect(Collectors.toMap(Route::method, route -> route))));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        try {
            route(exchange);
        } catch (RuntimeException e) {
            Answers.send(exchange, Answers.forFailure(e));
        }
    }

    private static final HttpString IDEMPOTENCY_KEY = new HttpString("Idempotency-Key");

    private void route(HttpServerExchange exchange) {
        ClientOrigin client = proxies.clientOf(exchange);
        var match = paths.match(exchange.getRelativePath());
        Optional<Route> route =
                Optional.ofNullable(match).map(found -> found.getValue().get(readMethod(exchange)));
        Optional<String> cookie = sessionCookie(exchange);
        Optional<Principal> principal = authenticate(exchange, client, cookie);
        principal.ifPresent(known -> strangers.known(exchange.getSourceAddress()));
        Runnable bodyHasCome = principal.isPresent() ? () -> {} : takeBodyOfStranger(exchange, client);
        boolean open = route.map(found -> found.role().isEmpty()).orElse(false);
        if (principal.isEmpty() && !open) {
            Answer refusal = Answer.error(
                    ErrorCode.UNAUTHORIZED, "log in first: send 'Authorization: Bearer <token>' (fleetctl login)");
            if (cookie.isPresent() || bearer(exchange).isPresent()) {
                turnedAway(exchange, route, principal, client, refusal);
            }
            Answers.send(exchange, refusal);
            return;
        }
        if (match == null) {
            throw new ApiException(ErrorCode.NOT_FOUND, "there is nothing at this path");
        }
        if (route.isEmpty()) {
            exchange.getResponseHeaders().put(Headers.ALLOW, allowed(match.getValue()));
            throw new ApiException(ErrorCode.METHOD_NOT_ALLOWED, "allowed here: " + allowed(match.getValue()));
        }
        Optional<Answer> refusal = judge(exchange, client, route.get(), principal, cookie.isPresent());
        if (refusal.isPresent()) {
            turnedAway(exchange, route, principal, client, refusal.get());
            Answers.send(exchange, refusal.get());
            return;
        }
        ApiRequest request = new ApiRequest(
                principal,
                client,
                cookie,
                match.getParameters(),
                exchange.getQueryParameters(),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(IDEMPOTENCY_KEY)),
                "");
        if (route.get().endpoint() instanceof Route.Api api) {
            RequestBody.read(exchange, body -> {
                bodyHasCome.run();
                answer(exchange, route.get(), api, request, body);
            });
        } else if (route.get().endpoint() instanceof Route.Raw raw) {
            dispatch(exchange, route.get(), raw, request);
        }
    }

    private Runnable takeBodyOfStranger(HttpServerExchange exchange, ClientOrigin client) {
        if (exchange.isRequestComplete()) {
            return () -> {};
        }
        Runnable bodyHasCome = strangersBodies.begin(client.address()).orElseThrow(() -> {
            exchange.setPersistent(false);
            return new ApiException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "too many requests of this address wait for their body; try again later");
        });
        exchange.addExchangeCompleteListener((complete, next) -> {
            bodyHasCome.run();
            next.proceed();
        });
        return bodyHasCome;
    }

    private void turnedAway(
            HttpServerExchange exchange,
            Optional<Route> route,
            Optional<Principal> principal,
            ClientOrigin client,
            Answer refusal) {
        String path = route.map(Route::path).orElse("(no such route)");
        audit.turnedAway(exchange.getRequestMethod().toString(), path, principal, client, refusal);
    }

    private Optional<Answer> judge(
            HttpServerExchange exchange,
            ClientOrigin client,
            Route route,
            Optional<Principal> principal,
            boolean cookie) {
        if ((cookie || route.ownOriginOnly()) && origins.isForeign(exchange, client)) {
            return Optional.of(Answer.error(ErrorCode.FORBIDDEN, "this request comes from a page of another site"));
        }
        if (route.role().isPresent()
                && !principal
                        .map(caller -> caller.role().includes(route.role().get()))
                        .orElse(false)) {
            return Optional.of(Answer.error(
                    ErrorCode.FORBIDDEN,
                    "this needs the role " + route.role().get().wireName()));
        }
        return Optional.empty();
    }

    /**
     * On a worker thread: whose command it is stands in the database. The caller was judged when the head of the request came; its
     * body may have been held back until its rights had ended.
     */
    private void requireReach(Route route, ApiRequest request) {
        if (route.role().isPresent()) {
            Principal caller = request.requirePrincipal();
            if (!access.holds(caller)) {
                throw new ApiException(
                        ErrorCode.UNAUTHORIZED, "your access changed while this request was under way; log in again");
            }
            reach.require(caller, route.about(), request).ifPresent(AuditScope::about);
        }
    }

    private void dispatch(HttpServerExchange exchange, Route route, Route.Raw raw, ApiRequest request) {
        exchange.dispatch(worker -> {
            Answer verdict = audit.run(route, request, () -> {
                requireReach(route, request);
                return LET_THROUGH;
            });
            if (!verdict.equals(LET_THROUGH)) {
                Answers.send(worker, verdict);
                return;
            }
            try {
                raw.handler().handle(worker, request);
            } catch (RuntimeException e) {
                Answer failure = Answers.forFailure(e);
                audit.failed(route, request, failure);
                Answers.send(worker, failure);
            }
        });
    }

    private void answer(HttpServerExchange exchange, Route route, Route.Api api, ApiRequest request, String body) {
        ApiRequest whole = request.withBody(body);
        exchange.dispatch(worker -> {
            Answer answer = audit.run(route, whole, () -> {
                requireReach(route, whole);
                return api.handler().handle(whole);
            });
            Answers.send(worker, answer);
        });
    }

    /** HEAD works wherever GET does; the body is left out on the way. */
    private static String readMethod(HttpServerExchange exchange) {
        String method = exchange.getRequestMethod().toString(); // HttpString knows no case, and methods do
        return method.equals("HEAD") ? "GET" : method;
    }

    private static String allowed(Map<String, Route> methods) {
        Set<String> names = new TreeSet<>(methods.keySet());
        if (names.contains("GET")) {
            names.add("HEAD");
        }
        return String.join(", ", names);
    }

    private static Optional<String> sessionCookie(HttpServerExchange exchange) {
        return StreamSupport.stream(exchange.requestCookies().spliterator(), false)
                .filter(cookie -> cookie.getName().equals(SessionCookie.NAME))
                .map(Cookie::getValue)
                .findFirst();
    }

    private Optional<Principal> authenticate(
            HttpServerExchange exchange, ClientOrigin client, Optional<String> cookie) {
        Optional<String> token = bearer(exchange);
        if (token.isEmpty()) {
            return cookie.flatMap(access::bySession);
        }
        Optional<Principal> principal = access.byToken(token.get());
        if (principal.isEmpty() && failures.failed(client.network())) {
            String tooMany = "too many wrong tokens; wait a minute";
            turnedAway(
                    exchange, Optional.empty(), principal, client, Answer.error(ErrorCode.TOO_MANY_REQUESTS, tooMany));
            throw new ApiException(ErrorCode.TOO_MANY_REQUESTS, tooMany);
        }
        return principal;
    }

    private static Optional<String> bearer(HttpServerExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION))
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith("bearer "))
                .map(header -> header.substring(7).strip());
    }
}
