package no.itagenten.fleet.fleetd.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetd.testing.AdjustableClock;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens that an attacker makes, with and without keys that are none of the attacker's. */
class ForgedTokenTest {

    private static final String PASSWORD = "correct horse";

    @TempDir
    static Path data;

    @TempDir
    static Path elsewhere;

    private static RunningFleetd fleetd;
    private static Reply login;
    private static String[] genuine;
    private static ECKey serverKey;
    private static ECKey foreignKey;

    @BeforeAll
    static void start() throws Exception {
        fleetd = RunningFleetd.start(data);
        fleetd.addUser("kari", PASSWORD, "\"role\":\"viewer\"");
        login = fleetd.logIn("kari", PASSWORD);
        genuine = login.text("access_token").split("\\.");
        serverKey = keys().get(0);
        foreignKey = new ECKeyGenerator(Curve.P_256).keyID(serverKey.getKeyID()).generate();
    }

    @AfterAll
    static void stop() {
        fleetd.close();
    }

    private static List<ECKey> keys() throws IOException, ParseException {
        return JWKSet.parse(Files.readString(data.resolve("signing-keys.json"))).getKeys().stream()
                .map(ECKey.class::cast)
                .toList();
    }

    private static JsonObject part(int index) {
        return JsonParser.parseString(new Base64URL(genuine[index]).decodeToString())
                .getAsJsonObject();
    }

    private static JsonObject header() {
        return part(0);
    }

    private static JsonObject claims() {
        return part(1);
    }

    private static JsonObject with(JsonObject json, String name, Object value) {
        if (value instanceof Number number) {
            json.addProperty(name, number);
        } else {
            json.addProperty(name, value.toString());
        }
        return json;
    }

    /** Signs whatever the header says; Nimbus itself would refuse to make most of these. */
    private static String signed(String header, String claims, JWSSigner signer) {
        String input = Base64URL.encode(header) + "." + Base64URL.encode(claims);
        try {
            var plain = new com.nimbusds.jose.JWSHeader.Builder(
                            signer.supportedJWSAlgorithms().iterator().next())
                    .build();
            return input + "." + signer.sign(plain, input.getBytes(StandardCharsets.UTF_8));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String byServerKey(String header, String claims) {
        try {
            return signed(header, claims, new ECDSASigner(serverKey));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static int status(String token) {
        fleetd.clock().advanceNanoTime(Duration.ofMinutes(2)); // so that nobody is slowed down
        return fleetd.api().withToken(token).get("/api/whoami").status();
    }

    /** Without this the others would prove nothing. */
    @Test
    void aTokenSignedByTheServersKeyIsTaken() {
        assertThat(status(login.text("access_token"))).isEqualTo(200);
        assertThat(status(byServerKey(genuineHeader(), claims().toString()))).isEqualTo(200);
    }

    private static String genuineHeader() {
        return new Base64URL(genuine[0]).decodeToString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
    void withoutASignature(String algorithm) {
        String header = with(header(), "alg", algorithm).toString();
        String input = Base64URL.encode(header) + "." + genuine[1];

        assertThat(status(input + ".")).isEqualTo(401);
        assertThat(status(input)).isEqualTo(401);
        assertThat(status(input + "." + genuine[2])).isEqualTo(401);
    }

    /** The public key is no secret; whoever lets the header choose takes it for that of HS256. */
    @Test
    void byThePublicKeyAsASharedSecret() throws Exception {
        for (byte[] secret : List.of(
                serverKey.toECPublicKey().getEncoded(),
                serverKey.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
            for (String algorithm : List.of("HS256", "HS384", "HS512")) {
                byte[] padded = Arrays.copyOf(secret, Math.max(secret.length, 64));
                String header = with(header(), "alg", algorithm).toString();

                assertThat(status(signed(header, claims().toString(), new MACSigner(padded))))
                        .isEqualTo(401);
                assertThat(status(signed(genuineHeader(), claims().toString(), new MACSigner(padded))))
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void byAKeyOfTheAttacker() throws Exception {
        String claims = claims().toString();

        assertThat(status(signed(genuineHeader(), claims, new ECDSASigner(foreignKey))))
                .isEqualTo(401);
        assertThat(status(signed(
                        with(header(), "alg", "RS256").toString(),
                        claims,
                        new RSASSASigner(new RSAKeyGenerator(2_048).generate()))))
                .isEqualTo(401);
    }

    @Test
    void bySignaturesThatAreNone() {
        String input = genuine[0] + "." + genuine[1] + ".";
        byte[] zeroes = new byte[64];
        byte[] flipped = new Base64URL(genuine[2]).decode();
        flipped[10] ^= 1;

        assertThat(status(input + Base64URL.encode(zeroes))).isEqualTo(401);
        assertThat(status(input + Base64URL.encode(flipped))).isEqualTo(401);
        assertThat(status(input)).isEqualTo(401);
        assertThat(status(input + genuine[2] + "=")).isEqualTo(401);
        assertThat(status(input + genuine[2] + "." + genuine[2])).isEqualTo(401);
    }

    static Stream<UnaryOperator<JsonObject>> headers() {
        String ownKey = foreignHeaderKey();
        return Stream.of(
                header -> with(header, "kid", "unknown"),
                header -> with(header, "kid", ""),
                header -> with(header, "kid", "../../../../dev/null"),
                header -> with(header, "kid", "' OR '1'='1"),
                header -> with(header, "kid", serverKey.getKeyID() + "\u0000"),
                header -> {
                    header.remove("kid");
                    return header;
                },
                header -> with(header, "jku", "http://127.0.0.1:1/keys"),
                header -> with(header, "x5u", "http://127.0.0.1:1/chain"),
                header -> {
                    header.add("jwk", JsonParser.parseString(ownKey));
                    return header;
                },
                header -> {
                    header.add("crit", JsonParser.parseString("[\"exp\"]"));
                    return with(header, "exp", 1);
                },
                header -> {
                    header.add("crit", JsonParser.parseString("[]"));
                    return header;
                },
                header -> with(header, "b64", "false"),
                header -> with(header, "typ", "JWT"),
                header -> with(header, "alg", "ES384"),
                header -> with(header, "alg", "es256"),
                header -> with(header, "zip", "DEF"));
    }

    private static String foreignHeaderKey() {
        return foreignKey == null ? "{}" : foreignKey.toPublicJWK().toJSONString();
    }

    /** Not even the server's own key makes another header good, and an attacker's key in it opens nothing. */
    @ParameterizedTest
    @MethodSource("headers")
    void withAnotherHeader(UnaryOperator<JsonObject> change) throws Exception {
        String header = change.apply(header()).toString();

        assertThat(status(byServerKey(header, claims().toString()))).isEqualTo(401);
        assertThat(status(signed(header, claims().toString(), new ECDSASigner(foreignKey))))
                .isEqualTo(401);
    }

    @Test
    void withANameTwiceInTheHeader() {
        String twice = genuineHeader().replaceFirst("\\{", "{\"alg\":\"none\",");
        String keyTwice = genuineHeader().replaceFirst("\\}$", ",\"kid\":\"other\"}");

        assertThat(status(byServerKey(twice, claims().toString()))).isEqualTo(401);
        assertThat(status(byServerKey(keyTwice, claims().toString()))).isEqualTo(401);
    }

    static Stream<UnaryOperator<JsonObject>> wrongClaims() {
        long now = AdjustableClock.START.getEpochSecond();
        Map<String, UnaryOperator<JsonObject>> wrong = new TreeMap<>();
        for (String name : List.of("iss", "aud", "exp", "nbf", "iat", "jti", "sid")) {
            wrong.put("without " + name, claims -> {
                claims.remove(name);
                return claims;
            });
        }
        wrong.put("issuer", claims -> with(claims, "iss", "https://evil.example"));
        wrong.put("audience", claims -> with(claims, "aud", "urn:r58-fleet:another"));
        wrong.put("audiences", claims -> {
            claims.add("aud", JsonParser.parseString("[\"urn:other\"," + claims.get("aud") + "]"));
            return claims;
        });
        wrong.put("expired", claims -> with(claims, "exp", now));
        wrong.put("not yet valid", claims -> with(claims, "nbf", now + 60));
        wrong.put("issued in the future", claims -> with(claims, "iat", now + 60));
        wrong.put("expiry is text", claims -> with(claims, "exp", "never"));
        wrong.put("expiry beyond all time", claims -> with(claims, "exp", 1e300));
        wrong.put("login unknown", claims -> with(claims, "sid", "at-0000000000"));
        wrong.put("login is a number", claims -> with(claims, "sid", 1));
        wrong.put("login is a token's id", claims -> with(claims, "sid", "admin"));
        return wrong.values().stream();
    }

    /** These are signed by the server's own key: each claim counts by itself. */
    @ParameterizedTest
    @MethodSource("wrongClaims")
    void withAWrongClaim(UnaryOperator<JsonObject> change) {
        String claims = change.apply(claims()).toString();

        assertThat(status(byServerKey(genuineHeader(), claims))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "{\"iss\":[],\"exp\":{}}"})
    void withClaimsThatAreNone(String claims) {
        assertThat(status(byServerKey(genuineHeader(), claims))).isEqualTo(401);
    }

    @Test
    void aRoleInTheClaimsGivesNone() {
        JsonObject claims = with(with(claims(), "role", "admin"), "scope", "admin");
        Api forged = fleetd.api().withToken(byServerKey(genuineHeader(), claims.toString()));

        assertThat(forged.get("/api/whoami").text("role")).isEqualTo("viewer");
        assertThat(forged.get("/api/users").status()).isEqualTo(403);
    }

    @Test
    void ofAnotherServer() {
        try (RunningFleetd other = RunningFleetd.start(elsewhere)) {
            other.addUser("kari", PASSWORD, "\"role\":\"admin\"");

            assertThat(status(other.logIn("kari", PASSWORD).text("access_token")))
                    .isEqualTo(401);
        }
    }

    @Test
    void tooLongOrOfNoForm() {
        String padding = "A".repeat(9_000);
        List<String> odd = List.of(
                genuine[0] + "." + genuine[1] + "." + genuine[2] + padding,
                genuine[0] + "." + padding + "." + genuine[2],
                padding + "." + genuine[1] + "." + genuine[2],
                ".".repeat(8_000),
                "...",
                "..",
                ".");

        assertThat(odd).allSatisfy(token -> assertThat(status(token)).isEqualTo(401));
        assertThat(status(login.text("access_token"))).isEqualTo(200);
    }

    @Test
    void opensNoDashboardSession() {
        Reply session =
                fleetd.api().anonymous().post("/api/login", "{\"token\":\"" + login.text("access_token") + "\"}");

        assertThat(session.status()).isEqualTo(401);
    }
}
