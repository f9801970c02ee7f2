package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.RawHttp;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was begun with a right does not come about once the right has ended. */
class EndedRightsTest {

    private static final String USER = "{\"name\":\"mallory\",\"role\":\"admin\",\"password\":\"a long password\"}";

    @TempDir
    private Path data;

    private RunningFleetd fleetd;
    private Api admin;

    @BeforeEach
    void start() {
        fleetd = RunningFleetd.start(data);
        admin = fleetd.api();
    }

    @AfterEach
    void stop() {
        fleetd.close();
    }

    @Test
    void aRequestWhoseBodyIsHeldBackUntilItsTokenIsRevokedDoesNothing() throws Exception {
        // given
        Reply token = admin.post("/api/access-tokens", "{\"name\":\"held\",\"role\":\"admin\"}");
        try (RawHttp held = new RawHttp(fleetd.port())) {
            held.send("POST /api/users HTTP/1.1\r\nHost: 127.0.0.1:" + fleetd.port() + "\r\nAuthorization: Bearer "
                    + token.text("token") + "\r\nContent-Type: application/json\r\nContent-Length: " + USER.length()
                    + "\r\n\r\n" + USER.substring(0, 5));
            await().until(() -> tokenWasUsed("held"));

            // when
            admin.delete("/api/access-tokens/" + token.text("id"));
            held.send(USER.substring(5));

            // then
            assertThat(held.answer()).startsWith("HTTP/1.1 401 ");
            assertThat(admin.get("/api/users").body()).doesNotContain("mallory");
        }
    }

    private boolean tokenWasUsed(String name) {
        return admin.get("/api/access-tokens").array().asList().stream()
                .map(token -> token.getAsJsonObject())
                .anyMatch(token -> token.get("name").getAsString().equals(name)
                        && token.has("last_used_at")
                        && !token.get("last_used_at").isJsonNull());
    }

    @Test
    void whoIsLimitedToAVenueCannotHoldADeviceThere() throws Exception {
        // given
        fleetd.enrolled("mine", "\"venue\":\"Oslo\"");
        Api oslo = fleetd.apiOf("oslo", "\"role\":\"operator\",\"venues\":[\"Oslo\"]");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Void>> holding = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                holding.add(CompletableFuture.runAsync(() -> hold(oslo), threads));
            }

            // when
            Reply moved = admin.patch("/api/devices/mine", "{\"venue\":\"Bergen\"}");
            holding.forEach(CompletableFuture::join);

            // then
            assertThat(moved.status()).isEqualTo(200);
            assertThat(admin.get("/api/devices/mine").text("venue")).isEqualTo("Bergen");
        } finally {
            threads.shutdownNow();
        }
    }

    /** As long as it is let, and not for ever. */
    private static void hold(Api oslo) {
        int status = 200;
        for (int i = 0; i < 1_000 && status == 200; i++) {
            status = oslo.patch("/api/devices/mine", "{\"venue\":\"Oslo\"}").status();
        }
    }
}
