package no.itagenten.fleet.fleetd.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import no.itagenten.fleet.fleetd.FleetdOptions;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.EventReader;
import no.itagenten.fleet.fleetd.testing.LocalIssuer;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in by the identity token of a trusted issuer, and trying to without one. */
class IdentityLoginTest {

    private static final String AUDIENCE = "https://fleet.example.org";

    @TempDir
    private Path data;

    @TempDir
    private Path folder;

    private LocalIssuer issuer;
    private RunningFleetd fleetd;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        issuer = new LocalIssuer();
        file = Files.writeString(folder.resolve("issuers.json"), """
                {"issuers": [{
                  "issuer": "%s",
                  "audience": "%s",
                  "rules": [
                    {"name": "deploy", "claims": {"repository": "acme/app", "ref": ["refs/heads/main", "refs/heads/hotfix"]},
                     "role": "operator", "may": ["update"], "venues": ["Oslo"], "minutes": 30},
                    {"name": "staff", "claims": {"groups": "fleet"}, "user": "email"}
                  ]
                }]}""".formatted(issuer.url(), AUDIENCE));
        fleetd = RunningFleetd.start(options());
    }

    private FleetdOptions options() {
        return RunningFleetd.options(data).withTrustedIssuers(file);
    }

    @AfterEach
    void stop() {
        fleetd.close();
        issuer.close();
    }

    private JWTClaimsSet.Builder claims() {
        return issuer.claims(AUDIENCE, fleetd.clock().instant());
    }

    private Reply login(String token) {
        return fleetd.api().anonymous().post("/api/login/identity", "{\"identity_token\":\"" + token + "\"}");
    }

    private Reply login(JWTClaimsSet.Builder claims) {
        return login(issuer.sign(claims));
    }

    private Api as(Reply login) {
        return fleetd.api().withToken(login.text("access_token"));
    }

    @Test
    void aJobGetsTheRightsOfItsRuleAndNoOthers() {
        fleetd.enrolled("in-oslo", "\"venue\":\"Oslo\"");
        fleetd.enrolled("elsewhere", "\"venue\":\"Bergen\"");

        Api job = as(login(claims()));

        assertThat(job.get("/api/whoami").object())
                .hasToString("{\"name\":\"deploy:repo:acme/app:ref:refs/heads/main\","
                        + "\"role\":\"operator\",\"venues\":[\"Oslo\"],\"tags\":[],\"may\":[\"update\"]}");
        assertThat(job.post("/api/devices/in-oslo/update").status()).isEqualTo(200);
        assertThat(job.post("/api/devices/in-oslo/reboot").status()).isEqualTo(403);
        assertThat(job.get("/api/devices/elsewhere").status()).isEqualTo(404);
        assertThat(job.get("/api/users").status()).isEqualTo(403);
    }

    @Test
    void aTokenThatSaysSomethingElseIsNotTaken() {
        List<JWTClaimsSet.Builder> others = List.of(
                claims().claim("repository", "acme/app-of-evil"),
                claims().claim("repository", "ACME/app"),
                claims().claim("repository", List.of()),
                claims().claim("repository", null),
                claims().claim("ref", "refs/heads/main2"),
                claims().claim("ref", "refs/pull/1/merge"),
                claims().claim("ref", java.util.Map.of("refs/heads/main", true)));

        assertThat(others)
                .allSatisfy(claims -> assertThat(login(claims).status()).isEqualTo(401));
        assertThat(login(claims().claim("ref", "refs/heads/hotfix")).status()).isEqualTo(201);
        assertThat(login(claims().claim("ref", List.of("other", "refs/heads/main")))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aTokenThatIsNotForUsOrNotGoodNowIsNotTaken() {
        Date now = Date.from(fleetd.clock().instant());
        Date later = Date.from(fleetd.clock().instant().plusSeconds(90));
        List<JWTClaimsSet.Builder> others = List.of(
                claims().audience("https://fleet.example.org.evil.example"),
                claims().audience(List.of(AUDIENCE, "https://evil.example")),
                claims().audience((String) null),
                claims().issuer(issuer.url() + "/"),
                claims().issuer(issuer.url().replace("127.0.0.1", "localhost")),
                claims().issuer(null),
                claims().subject(null),
                claims().expirationTime(now),
                claims().expirationTime(null),
                claims().issueTime(later),
                claims().issueTime(null),
                claims().notBeforeTime(later));

        assertThat(others)
                .allSatisfy(claims -> assertThat(login(claims).status())
                        .as(claims.build().toString())
                        .isEqualTo(401));
    }

    @Test
    void aTokenThatTheIssuerDidNotSignIsNotTaken() throws JOSEException {
        ECKey own = LocalIssuer.newKey("rsa-1");
        String genuine = issuer.sign(claims());
        String[] parts = genuine.split("\\.", -1);
        SignedJWT shared = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa-1").build(), claims().build());
        shared.sign(new MACSigner(issuer.key().toRSAKey().toRSAPublicKey().getEncoded()));
        List<String> forged = List.of(
                new PlainJWT(claims().build()).serialize(),
                Base64URL.encode("{\"alg\":\"none\",\"kid\":\"rsa-1\"}") + "." + parts[1] + ".",
                LocalIssuer.sign(claims(), own, header -> header),
                LocalIssuer.sign(claims(), own, header -> header.jwk(own.toPublicJWK())),
                LocalIssuer.sign(claims(), own, header -> header.jwkURL(URI.create(issuer.url() + "/evil"))),
                LocalIssuer.sign(claims(), issuer.key(), header -> header.keyID(null)),
                LocalIssuer.sign(claims(), issuer.key(), header -> header.keyID("../keys")),
                LocalIssuer.sign(claims(), issuer.key(), header -> header.criticalParams(Set.of("exp"))),
                LocalIssuer.sign(claims(), issuer.key(), header -> header.type(new JOSEObjectType("at+jwt"))),
                shared.serialize(),
                parts[0] + "." + parts[1] + "." + parts[2].substring(4),
                genuine + "." + genuine,
                "A".repeat(40_000),
                "",
                "..");

        assertThat(forged).allSatisfy(token -> assertThat(login(token).status()).isIn(401, 429));
        assertThat(issuer.asked()).doesNotContain("/evil");
        assertThat(login(LocalIssuer.sign(claims(), issuer.key(), header -> header.type(JOSEObjectType.JWT)))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void ofAnIssuerThatIsNotTrustedNothingIsAsked() {
        try (LocalIssuer stranger = new LocalIssuer()) {
            Reply reply =
                    login(stranger.sign(stranger.claims(AUDIENCE, fleetd.clock().instant())));

            assertThat(reply.status()).isEqualTo(401);
            assertThat(stranger.asked()).isEmpty();
            assertThat(issuer.asked()).isEmpty();
        }
    }

    @Test
    void whatIsWrongIsNotTold() {
        Reply unknownIssuer = login(claims().issuer("https://evil.example"));
        Reply wrongClaim = login(claims().claim("repository", "acme/other"));
        Reply wrongAudience = login(claims().audience("x"));

        assertThat(List.of(wrongClaim.body(), wrongAudience.body())).containsOnly(unknownIssuer.body());
    }

    @Test
    void keysAreKeptAndANewOneIsFoundButNotAtAStrangersPace() {
        login(claims());
        login(claims());
        long once = issuer.askedForKeys();
        for (int i = 0; i < 10; i++) {
            login(LocalIssuer.sign(claims(), LocalIssuer.newKey("unknown-" + i), header -> header));
        }
        long stillOnce = issuer.askedForKeys();
        issuer.changeKey("ec-2");
        int tooSoon = login(claims()).status();
        fleetd.clock().advanceNanoTime(IssuerKeys.BETWEEN_TRIES);
        int found = login(claims()).status();

        assertThat(List.of(once, stillOnce)).containsOnly(1L);
        assertThat(tooSoon).isEqualTo(401);
        assertThat(found).isEqualTo(201);
        assertThat(issuer.askedForKeys()).isEqualTo(2);
    }

    @Test
    void aKeyThatIsWithdrawnIsNoLongerGoodAfterAnHour() {
        String withdrawn = issuer.sign(
                claims().expirationTime(Date.from(fleetd.clock().instant().plus(Duration.ofDays(1)))));
        int before = login(withdrawn).status();
        issuer.changeKey("ec-2");
        fleetd.clock().advance(IssuerKeys.FRESH);

        assertThat(before).isEqualTo(201);
        assertThat(login(withdrawn).status()).isEqualTo(401);
    }

    @Test
    void whileTheIssuerIsAwayItsKeysAreGoodForADay() {
        String token = issuer.sign(
                claims().expirationTime(Date.from(fleetd.clock().instant().plus(Duration.ofDays(2)))));
        login(token);
        issuer.on("/keys", exchange -> LocalIssuer.json(exchange, 500, "{}"));
        fleetd.clock().advance(Duration.ofHours(23));
        int within = login(token).status();
        fleetd.clock().advance(Duration.ofHours(2));

        assertThat(within).isEqualTo(201);
        assertThat(login(token).status()).isEqualTo(401);
    }

    @Test
    void anIssuerThatMisbehavesLetsNobodyIn() {
        List<LocalIssuer.Handler> oddities = List.of(
                exchange -> LocalIssuer.json(exchange, 200, "{\"keys\":\"" + "A".repeat(300_000) + "\"}"),
                exchange -> LocalIssuer.json(exchange, 200, "[[[[".repeat(50_000)),
                exchange -> LocalIssuer.json(exchange, 200, "{\"keys\":[{\"kty\":\"EC\"}]}"),
                exchange -> LocalIssuer.json(exchange, 200, ""),
                exchange -> {
                    exchange.getResponseHeaders().set("Location", issuer.url() + "/elsewhere");
                    LocalIssuer.json(exchange, 302, "{}");
                },
                exchange -> exchange.close());

        for (LocalIssuer.Handler odd : oddities) {
            issuer.on("/keys", odd);
            fleetd.clock().advanceNanoTime(Duration.ofMinutes(2));

            assertThat(login(claims()).status()).isEqualTo(401);
        }
        assertThat(issuer.asked()).doesNotContain("/elsewhere");
    }

    @Test
    void aDiscoveryDocumentOfAnotherIssuerIsNotBelieved() {
        issuer.on(
                "/.well-known/openid-configuration",
                exchange -> LocalIssuer.json(
                        exchange,
                        200,
                        "{\"issuer\":\"https://evil.example\",\"jwks_uri\":\"" + issuer.url() + "/keys\"}"));

        assertThat(login(claims()).status()).isEqualTo(401);
        assertThat(issuer.askedForKeys()).isZero();
    }

    @Test
    void suchALoginEndsWithTheTimeOfItsRuleHoweverOftenItIsRefreshed() {
        Reply first = login(claims());
        fleetd.clock().advance(Duration.ofMinutes(14));
        Reply second = fleetd.refresh(first.text("refresh_token"));
        fleetd.clock().advance(Duration.ofMinutes(14));
        Reply third = fleetd.refresh(second.text("refresh_token"));
        int before = as(third).get("/api/whoami").status();
        fleetd.clock().advance(Duration.ofMinutes(2));

        assertThat(before).isEqualTo(200);
        assertThat(as(third).get("/api/whoami").status()).isEqualTo(401);
        assertThat(fleetd.refresh(third.text("refresh_token")).status()).isEqualTo(401);
    }

    @Test
    void suchALoginIsListedAndCanBeRevoked() {
        Reply login = login(claims());
        try (EventReader events = as(login).events("/api/events")) {
            events.awaitEvent("ready");
            String listed = fleetd.api().get("/api/access-tokens").body();

            fleetd.api().delete("/api/access-tokens/" + login.text("login"));

            assertThat(listed).contains("deploy:repo:acme/app", "\"may\":[\"update\"]");
            assertThat(as(login).get("/api/whoami").status()).isEqualTo(401);
            events.awaitEnd();
        }
    }

    @Test
    void aRuleThatIsTakenAwayTakesItsLoginsWithIt() throws IOException {
        Reply login = login(claims());
        fleetd.close();
        int again;
        try (RunningFleetd same = fleetd.startAgain(options())) {
            again = same.api()
                    .withToken(login.text("access_token"))
                    .get("/api/whoami")
                    .status();
        }
        Files.writeString(file, Files.readString(file).replace("\"deploy\"", "\"other\""));

        try (RunningFleetd other = fleetd.startAgain(options())) {
            assertThat(again).isEqualTo(200);
            assertThat(other.api()
                            .withToken(login.text("access_token"))
                            .get("/api/whoami")
                            .status())
                    .isEqualTo(401);
            assertThat(other.refresh(login.text("refresh_token")).status()).isEqualTo(401);
        }
    }

    /** The status of a login's access token, and that of its refresh token, after a start with these rules. */
    private List<Integer> afterAStartWith(String rules, Reply login) throws IOException {
        Files.writeString(file, rules);
        try (RunningFleetd again = fleetd.startAgain(options())) {
            int access = again.api()
                    .withToken(login.text("access_token"))
                    .get("/api/whoami")
                    .status();
            return List.of(access, again.refresh(login.text("refresh_token")).status());
        }
    }

    @Test
    void aRuleThatNamesAUserTakesItsLoginsWithItToo() throws IOException {
        fleetd.addUser("kari@example.org", "correct horse", "\"role\":\"viewer\"");
        JWTClaimsSet.Builder kari = claims().claim("repository", null)
                .claim("groups", "fleet")
                .claim("email", "kari@example.org")
                .claim("email_verified", true);
        Reply first = login(kari);
        Reply second = login(kari);
        Reply third = login(kari);
        Reply byPassword = fleetd.logIn("kari@example.org", "correct horse");
        String rules = Files.readString(file);
        fleetd.close();

        List<Integer> kept = afterAStartWith(rules, first);
        List<Integer> gone = afterAStartWith(rules.replace("\"staff\"", "\"other\""), second);
        List<Integer> ofAnotherIssuer = afterAStartWith(rules.replace(issuer.url(), "https://other.example"), second);
        List<Integer> ofOtherRights =
                afterAStartWith(rules.replace("\"user\": \"email\"", "\"role\": \"admin\""), third);
        List<Integer> password = afterAStartWith("{\"issuers\": []}", byPassword);

        assertThat(kept).containsOnly(200);
        assertThat(gone).containsOnly(401);
        assertThat(ofAnotherIssuer).containsOnly(401);
        assertThat(ofOtherRights).containsOnly(401);
        assertThat(password).containsOnly(200);
    }

    @Test
    void ofTooManyLoginsOfAUserTheOneUsedLongestAgoEndsAndIsNoted() {
        fleetd.addUser("kari@example.org", "correct horse", "\"role\":\"viewer\"");
        String token = issuer.sign(claims().claim("repository", null)
                .claim("groups", "fleet")
                .claim("email", "kari@example.org")
                .claim("email_verified", true));
        List<Reply> logins = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            fleetd.clock().advance(Duration.ofSeconds(1));
            logins.add(login(token));
        }

        String noted = fleetd.api().get("/api/audit?action=login&limit=1").body();

        assertThat(noted).contains("\"ended_logins\":\"" + logins.get(0).text("login") + "\"");
        assertThat(as(logins.get(0)).get("/api/whoami").status()).isEqualTo(401);
        assertThat(as(logins.get(1)).get("/api/whoami").status()).isEqualTo(200);
    }

    @Test
    void aNameThatOnlyLooksLikeAUsersIsNobodys() {
        fleetd.addUser("kari@example.org", "correct horse", "\"role\":\"viewer\"");
        JWTClaimsSet.Builder kari =
                claims().claim("repository", null).claim("groups", "fleet").claim("email_verified", true);
        List<String> lookAlikes = List.of(
                "\u212aari@example.org", // the sign for kelvin, which Unicode folds to k
                "kar\u0130@example.org", // a dotted capital I
                " kari@example.org",
                "kari@example.org\n",
                "kari@example.org\u2003",
                "\uff4bari@example.org",
                "");

        assertThat(lookAlikes)
                .allSatisfy(name -> assertThat(login(kari.claim("email", name)).status())
                        .as(name)
                        .isEqualTo(401));
        assertThat(login(kari.claim("email", "KARI@Example.org")).status()).isEqualTo(201);
    }

    @Test
    void somebodyKnownIsLoggedInAsTheUserOfThatName() {
        fleetd.addUser("kari@example.org", "correct horse", "\"role\":\"viewer\"");
        JWTClaimsSet.Builder kari = claims().claim("repository", null)
                .claim("groups", List.of("choir", "fleet"))
                .claim("email", "Kari@example.org");
        int unverified = login(kari).status();
        int claimed = login(kari.claim("email_verified", "true")).status();
        Reply verified = login(kari.claim("email_verified", true));
        Reply nobody = login(kari.claim("email", "nobody@example.org"));
        String name = as(verified).get("/api/whoami").text("name");
        fleetd.api().patch("/api/users/kari@example.org", "{\"enabled\":false}");

        assertThat(List.of(unverified, claimed, nobody.status())).containsOnly(401);
        assertThat(name).isEqualTo("kari@example.org");
        assertThat(as(verified).get("/api/whoami").status()).isEqualTo(401);
        assertThat(login(kari.claim("email", "kari@example.org")).status()).isEqualTo(401);
    }
}
