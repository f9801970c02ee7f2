package no.itagenten.fleet.fleetd.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Subject;

/**
 * The dashboard's files, and the API's document. {@code /} is the login form for those without a session, else the dashboard; the
 * files hold nothing of the fleet and are public; the document is for whoever may call.
 */
final class PageRoutes {

    private static final String FOLDER = "web/";

    List<Route> routes() {
        StaticFile login = StaticFile.load(FOLDER + "login.html");
        StaticFile dashboard = StaticFile.load(FOLDER + "dashboard.html");
        List<Route> routes = new ArrayList<>();
        routes.add(Route.openRaw("GET", "/", (exchange, request) -> {
            StaticFile page = request.principal().isPresent() ? dashboard : login;
            page.serve(exchange);
        }));
        for (String name : names()) {
            routes.add(file("/assets/" + name, FOLDER + name));
        }
        StaticFile document = StaticFile.load("openapi.json");
        routes.add(Route.raw(
                "GET",
                "/api/openapi.json",
                Role.VIEWER,
                Subject.OWN_ACCOUNT,
                (exchange, request) -> document.serve(exchange)));
        return routes;
    }

    private static Route file(String path, String name) {
        StaticFile file = StaticFile.load(name);
        return Route.openRaw("GET", path, (exchange, request) -> file.serve(exchange));
    }

    /** Which files there are is written in one of them: a folder of a jar cannot be listed. */
    private static List<String> names() {
        return new String(StaticFile.read(FOLDER + "files.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }
}
