package no.itagenten.fleet.fleetd.enrollment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import no.itagenten.fleet.protocol.DeviceAuthentication;
import no.itagenten.fleet.protocol.DeviceAuthentication.Answer;
import no.itagenten.fleet.protocol.DeviceAuthentication.Challenge;
import no.itagenten.fleet.protocol.DeviceId;

/**
 * Challenges devices and judges their answers.
 *
 * <p>A challenge carries its time and an authentication code over itself and the device's id, so that nothing is remembered for
 * those who only ask; only challenges that were answered rightly are, until they are too old to be answered again, and of each device
 * no more than a bounded number: one that connects more often in that time is refused until it is over. Times are of
 * the monotonic clock: setting the server's clock breaks nothing. Safe for any thread.
 */
public final class DeviceAuthenticator {

    private static final Duration VALID = Duration.ofSeconds(60);

    /** Of one device within the time above: far more than an agent needs, few enough to be remembered of a whole fleet. */
    static final int MOST_ANSWERS = 120;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    private final byte[] secret = new byte[32];
    private final Map<String, Answered> answered = new LinkedHashMap<>();
    private final Map<DeviceId, Integer> answers = new HashMap<>();
    private final String serverId;
    private final Enrollment enrollment;
    private final LongSupplier nanoTime;

    /** @param nanoTime a monotonic clock in nanoseconds */
    public DeviceAuthenticator(String serverId, Enrollment enrollment, LongSupplier nanoTime) {
        this.serverId = serverId;
        this.enrollment = enrollment;
        this.nanoTime = nanoTime;
        random.nextBytes(secret);
    }

    /** The name of this server that devices sign. */
    public String serverId() {
        return serverId;
    }

    /** A fresh challenge, which only that device can answer, once, within 60 seconds. */
    public Challenge challenge(DeviceId device) {
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        String body = Long.toString(nanoTime.getAsLong() / 1_000_000, 36).replace('-', '_') + "."
                + ENCODER.encodeToString(nonce);
        return new Challenge(serverId, body + "." + code(device, body));
    }

    /**
     * Judges whether the answer is right, in time, and the first to its challenge. By the first one with a new key the old one ends;
     * only then this blocks until that is committed.
     *
     * @return by which key the device proved itself; empty if it did not
     */
    public Optional<DeviceKey> accepts(DeviceId device, Answer answer) {
        String challenge = answer.challenge();
        int end = challenge.lastIndexOf('.');
        if (end < 0 || !sameText(challenge.substring(end + 1), code(device, challenge.substring(0, end)))) {
            return Optional.empty();
        }
        long madeAt =
                Long.parseLong(challenge.substring(0, challenge.indexOf('.')).replace('_', '-'), 36);
        long now = nanoTime.getAsLong() / 1_000_000;
        if (now - madeAt > VALID.toMillis()) {
            return Optional.empty();
        }
        byte[] payload = DeviceAuthentication.connectPayload(serverId, device, challenge);
        Optional<DeviceKey> current = enrollment.keyOf(device);
        if (isSigned(current, payload, answer)) {
            return current.filter(key -> firstAnswer(device, challenge, now));
        }
        Optional<DeviceKey> next = enrollment.nextKeyOf(device);
        if (!isSigned(next, payload, answer) || !firstAnswer(device, challenge, now)) {
            return Optional.empty();
        }
        return next.filter(key -> enrollment.promote(device, key));
    }

    private static boolean isSigned(Optional<DeviceKey> key, byte[] payload, Answer answer) {
        return key.map(known -> known.verify(payload, answer.signature())).orElse(false);
    }

    private record Answered(DeviceId device, long at) {}

    private boolean firstAnswer(DeviceId device, String challenge, long now) {
        synchronized (answered) {
            Iterator<Answered> oldest = answered.values().iterator();
            while (oldest.hasNext()) {
                Answered old = oldest.next();
                if (now - old.at() <= VALID.toMillis()) {
                    break;
                }
                oldest.remove();
                answers.computeIfPresent(old.device(), (id, count) -> count > 1 ? count - 1 : null);
            }
            if (answers.getOrDefault(device, 0) >= MOST_ANSWERS
                    || answered.putIfAbsent(challenge, new Answered(device, now)) != null) {
                return false;
            }
            answers.merge(device, 1, Integer::sum);
            return true;
        }
    }

    private String code(DeviceId device, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(body.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) '\n');
            return ENCODER.encodeToString(mac.doFinal(device.value().getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static boolean sameText(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.US_ASCII), b.getBytes(StandardCharsets.US_ASCII));
    }
}
