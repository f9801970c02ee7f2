package no.itagenten.fleet.fleetd.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import no.itagenten.fleet.fleetd.testing.LocalIssuer;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in at an issuer with a browser on any machine, by the device flow. */
class DeviceLoginTest {

    private static final String PENDING = "{\"error\":\"authorization_pending\"}";

    @TempDir
    private Path data;

    @TempDir
    private Path folder;

    private final List<Map<String, String>> forms = new CopyOnWriteArrayList<>();
    private LocalIssuer issuer;
    private RunningFleetd fleetd;

    @BeforeEach
    void start() throws IOException {
        issuer = new LocalIssuer().on("/device", exchange -> {
            forms.add(LocalIssuer.form(exchange));
            LocalIssuer.json(exchange, 200, LocalIssuer.BEGUN);
        });
        Path file = Files.writeString(folder.resolve("issuers.json"), """
                {"issuers": [{
                  "issuer": "%s",
                  "audience": "https://fleet.example.org",
                  "client_id": "r58-fleet",
                  "rules": [
                    {"name": "staff", "claims": {"groups": "fleet"}, "user": "email"},
                    {"name": "guests", "claims": {"groups": "guests"}, "role": "viewer", "name_claim": "email"}
                  ]
                }]}""".formatted(issuer.url()));
        fleetd = RunningFleetd.start(RunningFleetd.options(data).withTrustedIssuers(file));
        fleetd.addUser("kari@example.org", "correct horse", "\"role\":\"operator\"");
    }

    @AfterEach
    void stop() {
        fleetd.close();
        issuer.close();
    }

    private JWTClaimsSet.Builder claims(String group) {
        return issuer.claims("r58-fleet", fleetd.clock().instant())
                .claim("groups", List.of(group))
                .claim("email", "kari@example.org")
                .claim("email_verified", true);
    }

    private void answerWith(int status, String json) {
        issuer.on("/token", exchange -> {
            forms.add(LocalIssuer.form(exchange));
            LocalIssuer.json(exchange, status, json);
        });
    }

    private void confirmedBy(JWTClaimsSet.Builder claims) {
        answerWith(200, "{\"access_token\":\"x\",\"id_token\":\"" + issuer.sign(claims) + "\"}");
    }

    private Reply begin() {
        return fleetd.api().anonymous().post("/api/login/device");
    }

    private Reply poll(Reply begun) {
        fleetd.clock().advanceNanoTime(Duration.ofSeconds(6));
        return pollAtOnce(begun.text("login_code"));
    }

    private Reply pollAtOnce(String code) {
        return fleetd.api().anonymous().post("/api/login/device/token", "{\"login_code\":\"" + code + "\"}");
    }

    private Reply whoami(Reply done) {
        String token =
                done.object().getAsJsonObject("tokens").get("access_token").getAsString();
        return fleetd.api().withToken(token).get("/api/whoami");
    }

    @Test
    void aPersonConfirmsAtTheIssuerAndIsLoggedInAsTheUser() {
        Reply begun = begin();
        answerWith(400, PENDING);
        Reply pending = poll(begun);
        confirmedBy(claims("fleet"));

        Reply done = poll(begun);

        assertThat(begun.text("user_code")).isEqualTo("WDJB-MJHT");
        assertThat(begun.body()).doesNotContain("of-the-issuer");
        assertThat(pending.object().get("pending").getAsBoolean()).isTrue();
        assertThat(whoami(done).text("name")).isEqualTo("kari@example.org");
        assertThat(forms.get(0)).containsEntry("client_id", "r58-fleet").containsEntry("scope", "openid email");
        assertThat(forms.get(1))
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:device_code")
                .containsEntry("device_code", "of-the-issuer");
        assertThat(poll(begun).status()).as("a code is good once").isEqualTo(401);
    }

    @Test
    void somebodyWithoutAUserGetsTheRoleOfTheRule() {
        Reply begun = begin();
        confirmedBy(claims("guests"));

        assertThat(whoami(poll(begun)).body()).contains("\"name\":\"guests:kari@example.org\",\"role\":\"viewer\"");
    }

    @Test
    void whatTheIssuerSaysIsJudgedLikeAnyIdentityToken() {
        for (JWTClaimsSet.Builder claims : List.of(
                claims("strangers"),
                claims("fleet").audience("https://fleet.example.org"),
                claims("fleet").issuer("https://evil.example"),
                claims("fleet").claim("email_verified", false),
                claims("fleet").claim("email", "nobody@example.org"))) {
            Reply begun = begin();
            confirmedBy(claims);

            assertThat(poll(begun).status()).as(claims.build().toString()).isEqualTo(401);
        }
    }

    @Test
    void aTokenForTheBrowsersLoginIsOfNoUseElsewhere() {
        Reply reply = fleetd.api()
                .anonymous()
                .post("/api/login/identity", "{\"identity_token\":\"" + issuer.sign(claims("fleet")) + "\"}");

        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void theIssuerIsAskedAtItsOwnPaceAndSlowerIfItSaysSo() {
        Reply begun = begin();
        answerWith(400, "{\"error\":\"slow_down\"}");
        Reply slower = poll(begun);
        int asked = forms.size();
        pollAtOnce(begun.text("login_code"));
        poll(begun);
        int notYet = forms.size();
        fleetd.clock().advanceNanoTime(Duration.ofSeconds(5));
        pollAtOnce(begun.text("login_code"));

        assertThat(slower.object().get("interval").getAsInt()).isEqualTo(10);
        assertThat(notYet).isEqualTo(asked);
        assertThat(forms).hasSize(asked + 1);
    }

    @Test
    void refusedTooLateAndUnknownAreAllTheSame() {
        Reply refused = begin();
        answerWith(400, "{\"error\":\"access_denied\"}");
        Reply denied = poll(refused);
        Reply late = begin();
        fleetd.clock().advanceNanoTime(Duration.ofMinutes(6));
        Reply over = pollAtOnce(late.text("login_code"));
        Reply unknown = pollAtOnce("r58d_guessed");

        assertThat(List.of(denied.status(), over.status(), unknown.status())).containsOnly(401);
        assertThat(List.of(denied.body(), over.body())).containsOnly(unknown.body());
    }

    @Test
    void anIssuerThatDoesNotAnswerIsSaidToBeAway() {
        issuer.on("/device", exchange -> LocalIssuer.json(exchange, 500, "{}"));
        Reply reply = begin();

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.text("error")).contains(issuer.url());
    }

    @Test
    void anAddressBeginsTenAMinute() {
        List<Integer> statuses = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 12; i++) {
            statuses.add(begin().status());
        }

        assertThat(statuses.subList(0, 10)).containsOnly(200);
        assertThat(statuses.subList(10, 12)).containsOnly(429);
    }
}
