package no.itagenten.fleet.fleetd.oidc;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import no.itagenten.fleet.fleetd.secret.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logging in at an issuer with a browser on any machine (RFC 8628): the issuer gives a code for the person to type there, and
 * later an identity token. What the issuer gives stays here; the caller holds a code of ours. Safe for any thread; blocks for as
 * long as the issuer takes to answer.
 */
final class DeviceFlow {

    private static final Logger log = LoggerFactory.getLogger(DeviceFlow.class);

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final int MOST_PENDING = 200;
    private static final int USUAL_INTERVAL = 5;
    private static final int LONGEST_INTERVAL = 60;
    private static final long LONGEST_SECONDS = 1_800;

    private final Issuer issuer;
    private final TrustedIssuer.Client client;
    private final IssuerHttp http;
    private final LongSupplier nanoTime;
    private final PendingLogins<Pending> pending;

    /** How often the issuer may be asked about a login is guarded by the login itself. */
    private static final class Pending {
        private final String deviceCode;
        private int interval;
        private long nextAt;

        private Pending(String deviceCode, int interval, long nextAt) {
            this.deviceCode = deviceCode;
            this.interval = interval;
            this.nextAt = nextAt;
        }
    }

    DeviceFlow(Issuer issuer, TrustedIssuer.Client client, IssuerHttp http, LongSupplier nanoTime) {
        this.issuer = issuer;
        this.client = client;
        this.http = http;
        this.nanoTime = nanoTime;
        this.pending = new PendingLogins<>(MOST_PENDING, nanoTime);
    }

    /**
     * @param network from where it is begun; of too many, one of the network that has most of them ends
     * @throws IssuerAwayException if the issuer does not answer as it should
     */
    DeviceLogin start(String network) {
        try {
            String endpoint = endpoint("device_authorization_endpoint");
            IssuerHttp.Reply reply = http.post(endpoint, Map.of("client_id", client.id(), "scope", client.scope()));
            JsonObject json = reply.json();
            String deviceCode = text(json, "device_code").orElseThrow(() -> unexpected(reply));
            String userCode = text(json, "user_code").orElseThrow(() -> unexpected(reply));
            String page = text(json, "verification_uri").orElseThrow(() -> unexpected(reply));
            Optional<String> pageWithCode = text(json, "verification_uri_complete");
            long seconds = Math.min(LONGEST_SECONDS, number(json, "expires_in").orElse(600L));
            int interval = (int) Math.max(
                    1, Math.min(LONGEST_INTERVAL, number(json, "interval").orElse((long) USUAL_INTERVAL)));
            String code = Secrets.next("r58d_", 43);
            long now = nanoTime.getAsLong();
            long ends = now + Duration.ofSeconds(seconds).toNanos();
            pending.add(Secrets.hash(code), network, ends, new Pending(deviceCode, interval, now));
            return new DeviceLogin(code, userCode, page, pageWithCode, seconds, interval);
        } catch (IOException e) {
            log.warn("Nobody can log in at {}: {}", issuer.settings().url(), e.getMessage());
            throw new IssuerAwayException(issuer.settings().url());
        }
    }

    private static IOException unexpected(IssuerHttp.Reply reply) {
        return new IOException("it begins no login, and answers with status " + reply.status());
    }

    /** What has come of it; asks the issuer no more often than it wants to be asked. */
    DeviceLogin.Progress poll(String code) {
        Optional<Pending> found = pending.find(Secrets.hash(code));
        if (found.isEmpty()) {
            return new DeviceLogin.Over();
        }
        Pending mine = found.get();
        long now = nanoTime.getAsLong();
        synchronized (mine) {
            if (now - mine.nextAt < 0) {
                return new DeviceLogin.Waiting(mine.interval);
            }
            mine.nextAt = now + Duration.ofSeconds(mine.interval).toNanos();
        }
        try {
            IssuerHttp.Reply reply = http.post(
                    endpoint("token_endpoint"),
                    Map.of("grant_type", GRANT, "device_code", mine.deviceCode, "client_id", client.id()));
            return progress(code, mine, reply);
        } catch (IOException e) {
            log.warn(
                    "{} does not say whether somebody has logged in: {}",
                    issuer.settings().url(),
                    e.getMessage());
            return new DeviceLogin.Waiting(mine.interval);
        }
    }

    private DeviceLogin.Progress progress(String code, Pending mine, IssuerHttp.Reply reply) {
        if (reply.status() == 200) {
            end(code);
            return text(reply.json(), "id_token")
                    .flatMap(IdentityToken::read)
                    .filter(token ->
                            token.issuer().equals(Optional.of(issuer.settings().url())))
                    .flatMap(token -> issuer.vouching(token, client.id()))
                    .<DeviceLogin.Progress>map(DeviceLogin.Done::new)
                    .orElseGet(DeviceLogin.Over::new);
        }
        String error = text(reply.json(), "error").orElse("");
        synchronized (mine) {
            if (error.equals("slow_down")) {
                mine.interval = Math.min(LONGEST_INTERVAL, mine.interval + 5);
                mine.nextAt =
                        nanoTime.getAsLong() + Duration.ofSeconds(mine.interval).toNanos();
            }
            if (error.equals("authorization_pending") || error.equals("slow_down") || reply.status() >= 500) {
                return new DeviceLogin.Waiting(mine.interval);
            }
        }
        end(code);
        return new DeviceLogin.Over();
    }

    private void end(String code) {
        pending.remove(Secrets.hash(code));
    }

    private String endpoint(String name) throws IOException {
        return issuer.keys()
                .endpoint(name)
                .orElseThrow(() -> new IOException("its discovery document has no " + name + ", or is not to be had"));
    }

    private static Optional<String> text(JsonObject json, String name) {
        return json.get(name) instanceof JsonPrimitive value
                        && value.isString()
                        && !value.getAsString().isBlank()
                ? Optional.of(value.getAsString())
                : Optional.empty();
    }

    private static Optional<Long> number(JsonObject json, String name) {
        try {
            return json.get(name) instanceof JsonPrimitive value && value.isNumber()
                    ? Optional.of(value.getAsLong())
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
