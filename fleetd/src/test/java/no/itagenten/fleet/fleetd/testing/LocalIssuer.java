package no.itagenten.fleet.fleetd.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** An OpenID Connect issuer on loopback with real keys, which signs what a test wants and can misbehave. */
public final class LocalIssuer implements AutoCloseable {

    /** How a login by the device flow begins. */
    public static final String BEGUN = """
            {"device_code":"of-the-issuer","user_code":"WDJB-MJHT","verification_uri":"https://sso.example/device",\
            "expires_in":300,"interval":5}""";

    /** What it answers at a path. */
    @FunctionalInterface
    public interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<JWK> keys = new CopyOnWriteArrayList<>();

    public LocalIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            keys.add(new RSAKeyGenerator(2_048).keyID("rsa-1").generate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        on("/.well-known/openid-configuration", exchange -> json(exchange, 200, discovery()));
        on("/keys", exchange -> json(exchange, 200, new JWKSet(publicKeys()).toString()));
    }

    private String discovery() {
        return "{\"issuer\":\"" + url() + "\",\"jwks_uri\":\"" + url() + "/keys\",\"device_authorization_endpoint\":\""
                + url() + "/device\",\"token_endpoint\":\"" + url() + "/token\"}";
    }

    private List<JWK> publicKeys() {
        return keys.stream().map(JWK::toPublicJWK).toList();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Has it answer that from now on. */
    public LocalIssuer on(String path, Handler handler) {
        handlers.put(path, handler);
        return this;
    }

    /** What it was asked for, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** How often it was asked for its keys. */
    public long askedForKeys() {
        return asked.stream().filter("/keys"::equals).count();
    }

    /** Signs by a new key on P-256 from now on; the earlier ones are withdrawn. */
    public void changeKey(String keyId) {
        keys.clear();
        keys.add(newKey(keyId));
    }

    public static ECKey newKey(String keyId) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    public JWK key() {
        return keys.get(keys.size() - 1);
    }

    /** The claims of a job, good for five minutes, for that audience. */
    public JWTClaimsSet.Builder claims(String audience, Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(url())
                .audience(audience)
                .subject("repo:acme/app:ref:refs/heads/main")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("repository", "acme/app")
                .claim("ref", "refs/heads/main");
    }

    /** Signed by its present key. */
    public String sign(JWTClaimsSet.Builder claims) {
        return sign(claims, key(), header -> header);
    }

    public static String sign(JWTClaimsSet.Builder claims, JWK key, UnaryOperator<JWSHeader.Builder> change) {
        JWSAlgorithm algorithm = key instanceof RSAKey ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256;
        SignedJWT token = new SignedJWT(
                change.apply(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()))
                        .build(),
                claims.build());
        try {
            JWSSigner signer = key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner(key.toECKey());
            token.sign(signer);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return token.serialize();
    }

    public static void json(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** The fields of a form that was sent. */
    public static Map<String, String> form(HttpExchange exchange) throws IOException {
        Map<String, String> form = new ConcurrentHashMap<>();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (String field : new ArrayList<>(List.of(body.split("&")))) {
            String[] parts = field.split("=", 2);
            form.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        Handler handler = handlers.get(path);
        if (handler == null) {
            json(exchange, 404, "{}");
        } else {
            handler.handle(exchange);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
