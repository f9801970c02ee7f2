package no.itagenten.fleet.fleetd.http;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route × every role × every reach × a device in reach, out of reach, and none: who gets what. The rules stand here once more,
 * apart from the program's own, so that a route without one, or with another, fails the build.
 */
class AccessMatrixTest {

    /** What a rule is about, and the least role. */
    private record Rule(About about, Role role, String body) {}

    private enum About {
        NOTHING,
        ACCOUNT,
        FLEET,
        LIST,
        TAG,
        DEVICE,
        DEVICE_CHANGE,
        UPDATE,
        OTHER_COMMAND,
        COMMAND,
        COMMAND_CHANGE
    }

    private enum Verdict {
        LET_THROUGH,
        UNAUTHORIZED,
        FORBIDDEN,
        /** As if there were none. */
        HIDDEN
    }

    private enum Ownership {
        IN_REACH,
        OUT_OF_REACH,
        NONE
    }

    /** Whether somebody with a limit goes by the tag {@code canary}, or else by the venue Oslo. */
    private record Caller(String name, Role role, boolean limited, boolean reachesTag, boolean onlyUpdates, Api api) {}

    /** Bodies that do not fit, where the route has an effect: a 400 shows that the caller was let through. */
    private static final String BAD_TERMS = "{\"expires_in_seconds\":0}";

    private static final Map<String, Rule> RULES = Map.ofEntries(
            open("GET /health"),
            open("GET /"),
            open("GET /ws"),
            open("POST /api/login"),
            open("POST /api/login/token"),
            open("POST /api/login/refresh"),
            open("POST /api/login/identity"),
            open("POST /api/login/device"),
            open("POST /api/login/device/token"),
            open("POST /api/enroll"),
            rule("POST /api/logout", About.ACCOUNT, Role.VIEWER, ""),
            rule("GET /api/openapi.json", About.ACCOUNT, Role.VIEWER, ""),
            rule("GET /api/whoami", About.ACCOUNT, Role.VIEWER, ""),
            rule("PUT /api/account/password", About.ACCOUNT, Role.VIEWER, "{}"),
            rule("GET /api/users", About.FLEET, Role.ADMIN, ""),
            rule("POST /api/users", About.FLEET, Role.ADMIN, "{}"),
            rule("PATCH /api/users/{id}", About.FLEET, Role.ADMIN, "{}"),
            rule("PUT /api/users/{id}/password", About.FLEET, Role.ADMIN, "{}"),
            rule("GET /api/access-tokens", About.FLEET, Role.ADMIN, ""),
            rule("POST /api/access-tokens", About.FLEET, Role.ADMIN, "{}"),
            rule("DELETE /api/access-tokens/{id}", About.FLEET, Role.ADMIN, ""),
            rule("GET /api/audit", About.FLEET, Role.ADMIN, ""),
            rule("GET /api/audit/head", About.FLEET, Role.ADMIN, ""),
            rule("GET /api/enrollment-tokens", About.FLEET, Role.ADMIN, ""),
            rule("POST /api/enrollment-tokens", About.FLEET, Role.ADMIN, "{\"uses\":0}"),
            rule("DELETE /api/enrollment-tokens/{id}", About.FLEET, Role.ADMIN, ""),
            rule("POST /api/enrollment-tokens/{id}/disable", About.FLEET, Role.ADMIN, ""),
            rule("POST /api/enrollment-tokens/{id}/enable", About.FLEET, Role.ADMIN, ""),
            rule("GET /api/agent/releases", About.FLEET, Role.VIEWER, ""),
            rule("POST /api/agent/releases", About.FLEET, Role.ADMIN, "{}"),
            rule("DELETE /api/agent/releases/{version}", About.FLEET, Role.ADMIN, ""),
            rule("POST /api/devices/{id}/replace", About.FLEET, Role.ADMIN, "{}"),
            rule("GET /api/server/check", About.FLEET, Role.ADMIN, ""),
            rule("POST /api/server/signing-key", About.FLEET, Role.ADMIN, ""),
            rule("POST /api/server/backup", About.FLEET, Role.ADMIN, ""),
            rule("GET /api/devices", About.LIST, Role.VIEWER, ""),
            rule("GET /api/commands", About.LIST, Role.VIEWER, ""),
            rule("GET /api/windows", About.LIST, Role.VIEWER, ""),
            rule("GET /api/events", About.LIST, Role.VIEWER, ""),
            rule("PUT /api/tags/{tag}/windows", About.TAG, Role.OPERATOR, "{\"windows\":[]}"),
            rule("DELETE /api/tags/{tag}/windows", About.TAG, Role.OPERATOR, ""),
            rule("GET /api/devices/{id}", About.DEVICE, Role.VIEWER, ""),
            rule("GET /api/devices/{id}/status", About.DEVICE, Role.VIEWER, ""),
            rule("GET /api/devices/{id}/metrics", About.DEVICE, Role.VIEWER, ""),
            rule("GET /api/devices/{id}/logs", About.DEVICE, Role.VIEWER, ""),
            rule("GET /api/devices/{id}/config", About.DEVICE, Role.VIEWER, ""),
            rule("GET /api/devices/{id}/commands", About.DEVICE, Role.VIEWER, ""),
            rule("PATCH /api/devices/{id}", About.DEVICE_CHANGE, Role.OPERATOR, "{\"name\":\"\"}"),
            rule("DELETE /api/devices/{id}", About.DEVICE_CHANGE, Role.ADMIN, ""),
            rule("POST /api/devices/{id}/approve", About.DEVICE_CHANGE, Role.ADMIN, ""),
            rule("POST /api/devices/{id}/reject", About.DEVICE_CHANGE, Role.ADMIN, ""),
            rule("DELETE /api/devices/{id}/credential", About.DEVICE_CHANGE, Role.ADMIN, ""),
            rule("PUT /api/devices/{id}/config", About.DEVICE_CHANGE, Role.OPERATOR, "{\"colour\":\"red\"}"),
            rule("PUT /api/devices/{id}/lock", About.DEVICE_CHANGE, Role.OPERATOR, "{\"reason\":\"\"}"),
            rule("DELETE /api/devices/{id}/lock", About.DEVICE_CHANGE, Role.OPERATOR, ""),
            rule("PUT /api/devices/{id}/windows", About.DEVICE_CHANGE, Role.OPERATOR, "{\"windows\":[]}"),
            rule("DELETE /api/devices/{id}/windows", About.DEVICE_CHANGE, Role.OPERATOR, ""),
            rule("POST /api/devices/{id}/update", About.UPDATE, Role.OPERATOR, BAD_TERMS),
            rule("POST /api/devices/{id}/restart", About.OTHER_COMMAND, Role.OPERATOR, BAD_TERMS),
            rule("POST /api/devices/{id}/reboot", About.OTHER_COMMAND, Role.OPERATOR, BAD_TERMS),
            rule("POST /api/devices/{id}/unblock", About.OTHER_COMMAND, Role.OPERATOR, BAD_TERMS),
            rule("POST /api/devices/{id}/agent-update", About.OTHER_COMMAND, Role.OPERATOR, BAD_TERMS),
            rule("POST /api/devices/{id}/rotate-key", About.OTHER_COMMAND, Role.ADMIN, BAD_TERMS),
            rule("POST /api/devices/{id}/service", About.OTHER_COMMAND, Role.OPERATOR, "{}"),
            rule("POST /api/devices/{id}/bundle", About.OTHER_COMMAND, Role.OPERATOR, BAD_TERMS),
            rule("GET /api/commands/{id}", About.COMMAND, Role.VIEWER, ""),
            rule("POST /api/commands/{id}/cancel", About.COMMAND_CHANGE, Role.OPERATOR, ""),
            rule("GET /api/commands/{id}/bundle", About.COMMAND_CHANGE, Role.OPERATOR, ""));

    @TempDir
    static Path data;

    private static RunningFleetd fleetd;
    private static Api admin;
    private static final List<Caller> callers = new ArrayList<>();
    private static final Map<String, String> commands = new LinkedHashMap<>();
    private static int made;

    private static Map.Entry<String, Rule> open(String route) {
        return entry(route, new Rule(About.NOTHING, Role.VIEWER, ""));
    }

    private static Map.Entry<String, Rule> rule(String route, About about, Role role, String body) {
        return entry(route, new Rule(about, role, body));
    }

    @BeforeAll
    static void start() {
        fleetd = RunningFleetd.start(data);
        admin = fleetd.api();
        fleetd.enrolled("in-oslo", "\"venue\":\"Oslo\"");
        fleetd.enrolled("with-tag", "\"venue\":\"Bergen\",\"tags\":[\"canary\",\"inner\"]");
        fleetd.enrolled("elsewhere", "\"venue\":\"Bergen\",\"tags\":[\"other\"]");
        for (String device : List.of("in-oslo", "with-tag", "elsewhere")) {
            commands.put(
                    device, admin.post("/api/devices/" + device + "/restart").text("commandId"));
            admin.put("/api/devices/" + device + "/windows", "{\"windows\":[\"daily 02:00-03:00\"]}");
        }
        for (String tag : List.of("canary", "inner", "other")) {
            admin.put("/api/tags/" + tag + "/windows", "{\"windows\":[\"daily 02:00-03:00\"]}");
        }
        for (Role role : Role.values()) {
            String rights = "\"role\":\"" + role.wireName() + "\"";
            callers.add(caller(role.wireName() + "-all", role, false, true, false, rights));
            callers.add(caller(role.wireName() + "-oslo", role, true, false, false, rights + ",\"venues\":[\"Oslo\"]"));
            callers.add(caller(
                    role.wireName() + "-canary", role, true, true, false, rights + ",\"tags\":[\"canary\",\"Oslo\"]"));
        }
        String may = "\"role\":\"operator\",\"may\":[\"update\"]";
        callers.add(caller("ci", Role.OPERATOR, false, true, true, may));
        callers.add(caller("ci-oslo", Role.OPERATOR, true, false, true, may + ",\"venues\":[\"Oslo\"]"));
    }

    private static Caller caller(
            String name, Role role, boolean limited, boolean reachesTag, boolean onlyUpdates, String rights) {
        return new Caller(name, role, limited, reachesTag, onlyUpdates, fleetd.apiOf(name, rights));
    }

    @AfterAll
    static void stop() {
        fleetd.close();
    }

    private static String nameOf(HttpServer.Operation operation) {
        return operation.method() + " " + operation.path();
    }

    @Test
    void everyRouteHasARuleHere() {
        Set<String> routes = new TreeSet<>();
        fleetd.daemon().operations().stream()
                .filter(operation -> !operation.path().startsWith("/assets/"))
                .forEach(operation -> routes.add(nameOf(operation)));

        assertThat(routes).isEqualTo(new TreeSet<>(RULES.keySet()));
    }

    @Test
    void everyCallerGetsWhatTheRulesSayAndNothingElse() {
        List<String> wrong = new ArrayList<>();
        RULES.forEach((route, rule) -> {
            if (rule.about() == About.NOTHING) {
                return;
            }
            for (Caller caller : callers) {
                for (Ownership ownership : ownerships(rule, caller)) {
                    Verdict verdict = verdict(ask(caller.api(), route, rule, caller, ownership));
                    if (rule.about() == About.FLEET && verdict == Verdict.HIDDEN) {
                        verdict = Verdict.LET_THROUGH; // to learn that there is no such device takes the right to look
                    }
                    if (verdict != expected(rule, caller, ownership)) {
                        wrong.add(route + " by " + caller.name() + ", " + ownership + ": " + verdict);
                    }
                }
            }
        });

        assertThat(wrong).isEmpty();
    }

    @Test
    void withoutAGoodTokenEveryRouteIsClosed() {
        Api revoked = fleetd.apiOf("revoked", "\"role\":\"admin\"");
        admin.get("/api/access-tokens").array().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(token -> token.get("name").getAsString().equals("revoked"))
                .forEach(token ->
                        admin.delete("/api/access-tokens/" + token.get("id").getAsString()));
        List<String> wrong = new ArrayList<>();
        RULES.forEach((route, rule) -> {
            if (rule.about() != About.NOTHING) {
                for (Api nobody : List.of(admin.anonymous(), revoked)) {
                    fleetd.clock().advanceNanoTime(Duration.ofMinutes(2));
                    if (verdict(ask(nobody, route, rule, callers.get(0), Ownership.IN_REACH)) != Verdict.UNAUTHORIZED) {
                        wrong.add(route);
                    }
                }
            }
        });

        assertThat(wrong).isEmpty();
    }

    @Test
    void listsHoldWhatIsInReachAndNothingElse() {
        for (Caller caller : callers) {
            Predicate<String> reached = device -> !caller.limited() || device.equals(inReachOf(caller));
            List<String> devices = commands.keySet().stream().filter(reached).toList();

            assertThat(texts(caller.api().get("/api/devices"), "id"))
                    .as(caller.name())
                    .filteredOn(commands::containsKey)
                    .containsExactlyInAnyOrderElementsOf(devices);
            assertThat(texts(caller.api().get("/api/commands?limit=500"), "device_id"))
                    .as(caller.name())
                    .containsExactlyInAnyOrderElementsOf(devices);
            assertThat(texts(caller.api().get("/api/windows"), "tag"))
                    .as(caller.name())
                    .containsExactlyInAnyOrderElementsOf(tagsTold(caller));
        }
    }

    private static List<String> tagsTold(Caller caller) {
        if (!caller.limited()) {
            return List.of("canary", "inner", "other");
        }
        return caller.reachesTag() ? List.of("canary", "inner") : List.of();
    }

    private static List<String> texts(Reply reply, String field) {
        return reply.array().asList().stream()
                .map(element -> element.getAsJsonObject().get(field))
                .filter(element -> !element.isJsonNull())
                .map(JsonElement::getAsString)
                .toList();
    }

    /** To the letter: no difference of status, sentence or headers tells that there is something. */
    @Test
    void whatIsOutOfReachIsAnsweredAsWhatDoesNotExist() {
        RULES.forEach((route, rule) -> {
            if (!byDevice(rule)) {
                return;
            }
            for (Caller caller : callers) {
                if (caller.limited()) {
                    Reply hidden = ask(caller.api(), route, rule, caller, Ownership.OUT_OF_REACH);
                    Reply none = ask(caller.api(), route, rule, caller, Ownership.NONE);

                    assertThat(hidden.body().replaceAll("'[^']*'", "'id'"))
                            .as("%s by %s", route, caller.name())
                            .isEqualTo(none.body().replaceAll("'[^']*'", "'id'"));
                    assertThat(hidden.headers().map().keySet())
                            .isEqualTo(none.headers().map().keySet());
                }
            }
        });
    }

    private static boolean byDevice(Rule rule) {
        return rule.about().compareTo(About.DEVICE) >= 0;
    }

    private static List<Ownership> ownerships(Rule rule, Caller caller) {
        if (byDevice(rule)) {
            return caller.limited() ? List.of(Ownership.values()) : List.of(Ownership.IN_REACH, Ownership.NONE);
        }
        return rule.about() == About.TAG
                ? List.of(Ownership.IN_REACH, Ownership.OUT_OF_REACH)
                : List.of(Ownership.NONE);
    }

    private static Verdict expected(Rule rule, Caller caller, Ownership ownership) {
        if (!caller.role().includes(rule.role())) {
            return Verdict.FORBIDDEN;
        }
        if (byDevice(rule) && ownership != Ownership.IN_REACH) {
            return Verdict.HIDDEN;
        }
        boolean allowed = switch (rule.about()) {
            case FLEET -> !caller.limited() && !caller.onlyUpdates();
            case TAG ->
                !caller.onlyUpdates()
                        && (!caller.limited() || (caller.reachesTag() && ownership == Ownership.IN_REACH));
            case DEVICE_CHANGE, OTHER_COMMAND, COMMAND_CHANGE -> !caller.onlyUpdates();
            default -> true;
        };
        return allowed ? Verdict.LET_THROUGH : Verdict.FORBIDDEN;
    }

    private static Verdict verdict(Reply reply) {
        return switch (reply.status()) {
            case 401 -> Verdict.UNAUTHORIZED;
            case 403 -> Verdict.FORBIDDEN;
            case 404 ->
                Set.of("device_not_found", "command_not_found").contains(reply.code())
                        ? Verdict.HIDDEN
                        : Verdict.LET_THROUGH;
            case 200, 201, 400, 409 -> Verdict.LET_THROUGH;
            default -> throw new AssertionError(reply.toString());
        };
    }

    private static Reply ask(Api api, String route, Rule rule, Caller caller, Ownership ownership) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1)
                .replace("{tag}", ownership == Ownership.IN_REACH ? "Oslo" : "none-has-it")
                .replace("{version}", "9.9.9")
                .replace("{id}", target(route, rule, caller, ownership));
        if (route.equals("GET /api/events")) {
            return api.head(path);
        }
        return rule.body().isEmpty()
                ? api.send(method, path, BodyPublishers.noBody())
                : api.sendJson(method, path, rule.body());
    }

    private static String target(String route, Rule rule, Caller caller, Ownership ownership) {
        if (!byDevice(rule) || ownership == Ownership.NONE) {
            return "nothing";
        }
        String device = ownership == Ownership.IN_REACH ? inReachOf(caller) : "elsewhere";
        if (rule.about() == About.COMMAND || rule.about() == About.COMMAND_CHANGE) {
            return commands.get(device);
        }
        return route.startsWith("DELETE /api/devices/{id}") && ownership == Ownership.IN_REACH
                ? another(device)
                : device;
    }

    private static String inReachOf(Caller caller) {
        return caller.limited() && caller.reachesTag() ? "with-tag" : "in-oslo";
    }

    /** A device like that one, to be removed. */
    private static String another(String device) {
        return fleetd.enrolled(
                "another-" + ++made, device.equals("in-oslo") ? "\"venue\":\"Oslo\"" : "\"tags\":[\"canary\"]");
    }
}
