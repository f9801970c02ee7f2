package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every route that changes something is in the audit log: one that is added without a name there fails the build. */
class AuditedRoutesTest {

    @TempDir
    Path data;

    private static boolean changes(HttpServer.Operation operation) {
        return !operation.method().equals("GET");
    }

    @Test
    void eachChangingRouteHasANameOfItsOwnAndLeavesAnEntryEvenIfItIsRefused() {
        try (RunningFleetd fleetd = RunningFleetd.start(data)) {
            List<HttpServer.Operation> changing = fleetd.daemon().operations().stream()
                    .filter(AuditedRoutesTest::changes)
                    .toList();
            assertThat(changing)
                    .as("name the route in AuditedRoutes")
                    .allMatch(route -> AuditedRoutes.names(route.method(), route.path()));
            Api stranger = fleetd.apiOf("stranger", "\"role\":\"viewer\",\"venues\":[\"Nowhere\"]");
            for (HttpServer.Operation route : changing) {
                fleetd.clock().advanceNanoTime(Duration.ofMinutes(6)); // so that none is merely counted
                long before = head(fleetd);
                String path = route.path().replaceAll("\\{[a-z]+}", "nothing");
                Api caller = route.role().isEmpty() ? fleetd.api().anonymous() : stranger;

                caller.sendJson(route.method(), path, "{\"password\":\"hunter-canary\"}");

                await().untilAsserted(() -> assertThat(head(fleetd))
                        .as("%s %s", route.method(), route.path())
                        .isGreaterThan(before));
            }
            assertThat(fleetd.api().get("/api/audit?limit=1000").body()).doesNotContain("hunter-canary");
        }
    }

    private static long head(RunningFleetd fleetd) {
        JsonObject head = fleetd.api().get("/api/audit/head").object();
        return head.get("id").getAsLong();
    }
}
