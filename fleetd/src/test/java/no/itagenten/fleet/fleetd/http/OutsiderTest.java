package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import no.itagenten.fleet.fleetd.testing.RawHttp;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every path × every method, for callers without a credential and for those of each role: what is open is listed here, and all else
 * is closed. The paths are the program's own, so that a new one is tried as soon as it is there.
 */
class OutsiderTest {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "BREW");

    /** All that answers somebody without a credential otherwise than by 401, beside the dashboard's files; the rest is closed. */
    private static final Map<String, Integer> OPEN = Map.of(
            "GET /", 200,
            "HEAD /", 200,
            "GET /health", 200,
            "HEAD /health", 200,
            "POST /api/login", 400,
            "POST /api/login/token", 400,
            "POST /api/login/refresh", 400,
            "POST /api/login/identity", 400,
            "POST /api/login/device/token", 400,
            "POST /api/enroll", 400);

    @TempDir
    static Path data;

    private static RunningFleetd fleetd;
    private static Map<String, List<String>> methodsOfPaths;

    @BeforeAll
    static void start() {
        fleetd = RunningFleetd.start(data);
        methodsOfPaths = fleetd.daemon().operations().stream()
                // all files are made by one line, and there are many
                .filter(operation -> !operation.path().startsWith("/assets/")
                        || operation.path().endsWith("/login.js"))
                .collect(Collectors.groupingBy(
                        operation -> operation.path().replaceAll("\\{[a-z]+}", "nothing"),
                        TreeMap::new,
                        Collectors.mapping(HttpServer.Operation::method, Collectors.toList())));
        methodsOfPaths.put("/api/nothing", List.of());
        methodsOfPaths.put("/metrics", List.of());
        methodsOfPaths.put("/setup", List.of());
        methodsOfPaths.put("/assets/", List.of());
    }

    @AfterAll
    static void stop() {
        fleetd.close();
    }

    @Test
    void whoHasNoCredentialIsAnsweredByWhatIsOpenAndNothingElse() throws IOException {
        Map<String, Integer> answered = new TreeMap<>();
        for (String path : methodsOfPaths.keySet()) {
            for (String method : METHODS) {
                int status = ask(method, path, "");
                if (status != 401 && !isFile(method, path, status)) {
                    answered.put(method + " " + path, status);
                }
            }
        }

        assertThat(answered).isEqualTo(new TreeMap<>(OPEN));
    }

    private static boolean isFile(String method, String path, int status) {
        return path.matches("/assets/[a-z0-9.-]+") && List.of("GET", "HEAD").contains(method) && status == 200;
    }

    @Test
    void aMethodThatAPathDoesNotHaveIsRefusedToEveryRole() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String role : List.of("viewer", "admin")) {
            String authorization = "Authorization: Bearer "
                    + fleetd.apiOf("methods-" + role, "\"role\":\"" + role + "\"")
                            .token() + "\r\n";
            for (String path : methodsOfPaths.keySet()) {
                List<String> known = methodsOfPaths.get(path);
                for (String method : METHODS) {
                    boolean answers = known.contains(method) || (method.equals("HEAD") && known.contains("GET"));
                    if (!answers && ask(method, path, authorization) != (known.isEmpty() ? 404 : 405)) {
                        wrong.add(role + " " + method + " " + path);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** HEAD is judged as GET is: it tells nobody what GET would not. */
    @Test
    void headTellsNoMoreThanGet() throws IOException {
        List<String> wrong = new ArrayList<>();
        String viewer = fleetd.apiOf("head", "\"role\":\"viewer\",\"venues\":[\"Oslo\"]")
                .token();
        for (String authorization : List.of("", "Authorization: Bearer " + viewer + "\r\n")) {
            for (var path : methodsOfPaths.entrySet()) {
                boolean stream = path.getKey().equals("/api/events");
                if (path.getValue().contains("GET")
                        && !stream
                        && ask("HEAD", path.getKey(), authorization) != ask("GET", path.getKey(), authorization)) {
                    wrong.add(path.getKey());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void aWrongCredentialOpensNoMoreThanNone() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String header : List.of(
                "Authorization: Bearer r58t_wrong\r\n",
                "Authorization: Basic YWRtaW46YWRtaW4=\r\n",
                "Cookie: r58_session=wrong\r\n",
                "X-Forwarded-User: admin\r\n",
                "X-Original-URL: /health\r\n",
                "X-Rewrite-URL: /health\r\n",
                "X-HTTP-Method-Override: GET\r\n")) {
            for (var path : methodsOfPaths.entrySet()) {
                for (String method : path.getValue()) {
                    fleetd.clock().advanceNanoTime(Duration.ofMinutes(2)); // wrong tokens are counted by the minute
                    String operation = method + " " + path.getKey();
                    int status = ask(method, path.getKey(), header);
                    if (status != OPEN.getOrDefault(operation, 401) && !isFile(method, path.getKey(), status)) {
                        wrong.add(header.strip() + " " + operation + ": " + status);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static int ask(String method, String path, String headers) throws IOException {
        try (RawHttp http = new RawHttp(fleetd.port())) {
            String answer = http.send(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + fleetd.port() + "\r\n"
                            + headers + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                    .answer();
            return Integer.parseInt(answer.substring(9, 12));
        }
    }
}
