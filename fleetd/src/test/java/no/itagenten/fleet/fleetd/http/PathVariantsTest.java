package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import no.itagenten.fleet.fleetd.testing.RawHttp;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ways to write a path so that one who checks reads another than one who answers. There is one here, who finds the route first and
 * judges by it: however a path is written, nobody gets by it what the plain one would not give.
 */
class PathVariantsTest {

    private static final String SECRET = "secret-box";

    @TempDir
    static Path data;

    private static RunningFleetd fleetd;
    private static String viewer;
    private static String limited;

    @BeforeAll
    static void start() {
        fleetd = RunningFleetd.start(data);
        fleetd.enrolled(SECRET, "\"venue\":\"Bergen\"");
        viewer = fleetd.apiOf("viewer", "\"role\":\"viewer\"").token();
        limited = fleetd.apiOf("limited", "\"role\":\"operator\",\"venues\":[\"Oslo\"]")
                .token();
    }

    @AfterAll
    static void stop() {
        fleetd.close();
    }

    /** Every way to write that path. */
    private static Set<String> variants(String path) {
        Set<String> all = new LinkedHashSet<>();
        String rest = path.substring(1);
        String below = path.substring(path.indexOf('/', 1) + 1); // without /api/
        for (String open : List.of("/", "/health", "/assets/login.js", "/api/login", "/api/enroll", "/ws")) {
            String folder = open.equals("/") ? "" : open;
            all.add(folder + "/.." + path);
            all.add(folder + "/../.." + path);
            all.add(folder + "/%2e%2e" + path);
            all.add(folder + "/%2E%2E%2F" + rest);
            all.add(folder + "/..%2f" + rest);
            all.add(folder + "%2f.." + path);
            all.add(folder + "/..;" + path);
            all.add(folder + ";" + path);
            all.add(folder + ";/.." + path);
            all.add(folder + "/..%5c" + rest);
            all.add(folder + "\\..\\" + rest);
            all.add(folder + "/%252e%252e" + path);
            all.add(folder + "/%c0%ae%c0%ae" + path);
            all.add(folder + "/%u002e%u002e" + path);
            all.add(folder + "%00" + path);
            all.add(folder + "?" + path);
            all.add(folder + "#" + path);
        }
        for (String name :
                List.of("/%s", "//%s", "///%s", "/./%s", "/%%2e/%s", "/%%2f%s", "/;/%s", "/;a=b/%s", "/%%20%s")) {
            all.add(String.format(name, rest));
            all.add("/api" + String.format(name, below));
        }
        for (String end : List.of(
                "/",
                "//",
                "/.",
                "/..",
                "/./",
                "/..;/",
                ";",
                ";x",
                ";jsessionid=1",
                ";.css",
                "%20",
                "%09",
                "%00",
                "%00.css",
                "%0a",
                "%0d%0a",
                "%3f",
                "%23",
                "?",
                "?.css",
                "#",
                "#.css",
                ".",
                "..",
                ".json",
                ".css",
                "/.css",
                "~",
                "%2f",
                "%5c",
                "%2e",
                "%ff",
                "%c0%af",
                "%e0%80%af",
                "%f0%80%80%af",
                "%",
                "%2",
                "%zz",
                "%u002f",
                "\\",
                "\\..\\",
                "*")) {
            all.add(path + end);
        }
        all.add(path.toUpperCase(java.util.Locale.ROOT));
        all.add("/Api" + path.substring(4));
        all.add("/api;x=1" + path.substring(4));
        all.add("/%61pi" + path.substring(4));
        all.add("/%61%70%69" + path.substring(4));
        all.add("/ap\u0131" + path.substring(4));
        all.add("/api%2f" + below);
        all.add("/api%252f" + below);
        all.add("/api%5c" + below);
        all.add("/api\\" + below);
        all.add("/api%c0%af" + below);
        all.add("/api%ef%bc%8f" + below); // a full-width slash
        all.add(rest);
        all.add("\\" + rest);
        all.add("http://127.0.0.1" + path);
        all.add("http://127.0.0.1:" + fleetd.port() + path);
        all.add("http://fleet.example.org/health/.." + path);
        all.add("https://user:password@127.0.0.1" + path);
        all.add("file://" + path);
        all.add("*");
        all.add("//127.0.0.1" + path);
        all.add("http://" + path);
        return all;
    }

    @Test
    void noWayToWriteAPathLeadsAroundTheLogin() throws IOException {
        Set<String> variants = variants("/api/devices");
        variants.addAll(variants("/api/devices/" + SECRET));
        List<String> wrong = new ArrayList<>();
        for (String variant : variants) {
            String answer = ask("GET", variant, "");
            if (answer.contains(SECRET) || (isLetThrough(answer) && !isOpen(answer))) {
                wrong.add(variant + " -> " + answer.lines().findFirst().orElse(""));
            }
        }

        assertThat(variants).hasSizeGreaterThan(300);
        assertThat(wrong).isEmpty();
    }

    /** What is open: the login form and the dashboard's files, {@code /health}; each of them is told by what it is not. */
    private static boolean isOpen(String answer) {
        return answer.contains("text/html") || answer.contains("text/javascript") || answer.contains("r58-fleet-api");
    }

    private static boolean isLetThrough(String answer) {
        return answer.startsWith("HTTP/1.1 2") || answer.startsWith("HTTP/1.1 3");
    }

    @Test
    void noWayToWriteAPathGivesALowerRoleWhatAHigherHas() throws IOException {
        Set<String> variants = variants("/api/users");
        List<String> wrong = new ArrayList<>();
        for (String variant : variants) {
            String answer = ask("GET", variant, viewer);
            if (answer.contains("\"role\"") || (isLetThrough(answer) && !isOpen(answer))) {
                wrong.add(variant + " -> " + answer.lines().findFirst().orElse(""));
            }
        }

        assertThat(variants).hasSizeGreaterThan(150);
        assertThat(wrong).isEmpty();
    }

    @Test
    void noWayToWriteAPathGivesADeviceThatIsOutOfReach() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String method : List.of("GET", "POST")) {
            String plain = method.equals("GET") ? "/api/devices/" + SECRET : "/api/devices/" + SECRET + "/restart";
            for (String variant : variants(plain)) {
                String answer = ask(method, variant, limited);
                if (answer.contains("Bergen")
                        || answer.contains("commandId")
                        || (isLetThrough(answer) && !isOpen(answer))) {
                    wrong.add(method + " " + variant + " -> "
                            + answer.lines().findFirst().orElse(""));
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(fleetd.api().get("/api/commands").array()).isEmpty();
    }

    private static String ask(String method, String target, String token) throws IOException {
        try (RawHttp http = new RawHttp(fleetd.port())) {
            return http.send(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + fleetd.port() + "\r\n"
                            + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                            + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                    .wholeAnswer();
        }
    }
}
