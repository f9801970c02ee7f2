package no.itagenten.fleet.fleetd.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import no.itagenten.fleet.fleetd.testing.AdjustableClock;
import no.itagenten.fleet.fleetd.testing.LocalIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody begins logins at an issuer without end, and others log in there meanwhile. */
class CrowdedIssuerTest {

    private static final String FLOODER = "2001:db8:0:0:0:0:0:0/64";
    private static final String ELSEWHERE = "203.0.113.7";

    @TempDir
    private Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private LocalIssuer issuer;
    private TrustedIssuers issuers;

    @BeforeEach
    void start() throws IOException {
        issuer = new LocalIssuer()
                .on("/device", exchange -> LocalIssuer.json(exchange, 200, LocalIssuer.BEGUN))
                .on("/token", exchange -> LocalIssuer.json(exchange, 400, "{\"error\":\"authorization_pending\"}"));
        Path file = Files.writeString(folder.resolve("issuers.json"), """
                {"issuers": [{"issuer": "%s", "audience": "x", "client_id": "r58-fleet",
                  "rules": [{"name": "staff", "claims": {"groups": "fleet"}, "user": "email"}]}]}""".formatted(issuer.url()));
        issuers = TrustedIssuers.read(file, Optional.empty(), clock, clock::nanoTime);
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    private boolean isPending(DeviceLogin login, String network) {
        clock.advanceNanoTime(Duration.ofSeconds(6));
        return issuers.progressOf(login.code(), network) instanceof DeviceLogin.Waiting;
    }

    @Test
    void oneNetworkDrivesOutItsOwnLoginsAndNobodyElses() {
        DeviceLogin before = issuers.beginDeviceLogin(ELSEWHERE);
        List<DeviceLogin> flood = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            flood.add(issuers.beginDeviceLogin(FLOODER));
        }

        DeviceLogin after = issuers.beginDeviceLogin(ELSEWHERE);

        assertThat(isPending(before, ELSEWHERE)).isTrue();
        assertThat(isPending(after, ELSEWHERE)).isTrue();
        assertThat(isPending(flood.get(0), FLOODER))
                .as("the oldest of the flood")
                .isFalse();
        assertThat(isPending(flood.get(249), FLOODER))
                .as("the newest of the flood")
                .isTrue();
    }

    @Test
    void whileTheIssuerIsSlowOneNetworkDoesNotTakeAllTurns() {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(3);
        DeviceLogin mine = issuers.beginDeviceLogin(ELSEWHERE);
        issuer.on("/device", exchange -> {
            asked.countDown();
            await(slow);
            LocalIssuer.json(exchange, 200, LocalIssuer.BEGUN);
        });
        List<CompletableFuture<DeviceLogin>> flood = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            flood.add(CompletableFuture.supplyAsync(
                    () -> issuers.beginDeviceLogin(FLOODER), task -> new Thread(task).start()));
        }
        await(asked);

        boolean others = isPending(mine, ELSEWHERE);

        assertThat(others).isTrue();
        assertThatThrownBy(() -> issuers.beginDeviceLogin(FLOODER)).isInstanceOf(BusyIssuersException.class);
        slow.countDown();
        assertThat(flood).allSatisfy(login -> assertThat(login.join().code()).isNotEmpty());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
