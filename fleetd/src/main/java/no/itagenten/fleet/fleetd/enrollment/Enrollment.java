package no.itagenten.fleet.fleetd.enrollment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import no.itagenten.fleet.fleetd.audit.AuditScope;
import no.itagenten.fleet.fleetd.device.Device;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.device.Labels;
import no.itagenten.fleet.fleetd.device.NameTakenException;
import no.itagenten.fleet.fleetd.device.Standing;
import no.itagenten.fleet.fleetd.secret.Secrets;
import no.itagenten.fleet.protocol.DeviceAuthentication;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.Approval;
import no.itagenten.fleet.protocol.rest.EnrollRequest;
import no.itagenten.fleet.protocol.rest.EnrollmentTokenRequest;
import no.itagenten.fleet.protocol.rest.EnrollmentTokenView;

/**
 * How devices become known: tokens, and the public keys they leave. Keys are held in memory, so that a connection can be judged
 * without the database. Safe for any thread; the writing methods block until committed.
 */
public final class Enrollment {

    /** What is said to a device that wants another key and has none. */
    public static final String WITHOUT_CREDENTIAL = "the device has no credential; it must enrol";

    private static final Duration LONGEST = Duration.ofDays(366);

    private final Map<DeviceId, DeviceKey> keys = new ConcurrentHashMap<>();
    private final Map<DeviceId, DeviceKey> nextKeys = new ConcurrentHashMap<>();
    private final EnrollmentStore store;
    private final DeviceRegistry devices;
    private final Clock clock;

    public Enrollment(EnrollmentStore store, DeviceRegistry devices, Clock clock) {
        this.store = store;
        this.devices = devices;
        this.clock = clock;
        store.credentials().forEach((id, encoded) -> keys.put(id, DeviceKey.of(encoded)));
        store.nextKeys().forEach((id, encoded) -> nextKeys.put(id, DeviceKey.of(encoded)));
    }

    /** The device's credential, if it has one. */
    public Optional<DeviceKey> keyOf(DeviceId device) {
        return Optional.ofNullable(keys.get(device));
    }

    /** The key that takes the place of the device's as soon as it uses it. */
    Optional<DeviceKey> nextKeyOf(DeviceId device) {
        return Optional.ofNullable(nextKeys.get(device));
    }

    /**
     * Stores a key that the device will use, beside the one it uses; completes when committed.
     *
     * @return whether it is stored; false if the device has no credential any more
     * @throws IllegalArgumentException if the key is of no use, the payload was not signed with it, or the device has no credential
     */
    public CompletableFuture<Boolean> offer(DeviceId device, String publicKey, byte[] payload, String signature) {
        DeviceKey next = DeviceKey.of(Base64.getDecoder().decode(publicKey));
        if (!next.verify(payload, signature)) {
            throw new IllegalArgumentException("the signature is not made with the new key");
        }
        DeviceKey present = keys.get(device);
        if (present == null) {
            throw new IllegalArgumentException(WITHOUT_CREDENTIAL);
        }
        return store.saveNextKey(device, next.encoded()).thenApply(saved -> {
            if (saved) {
                // Not after a reset that was committed later and is told here already.
                keys.computeIfPresent(device, (id, key) -> {
                    if (key.equals(present)) {
                        nextKeys.put(device, next);
                    }
                    return key;
                });
            }
            return saved;
        });
    }

    /**
     * The device uses its new key: from now on it has no other. Blocks until committed.
     *
     * @return whether that is the device's key now; false if its credential was taken away meanwhile
     */
    boolean promote(DeviceId device, DeviceKey used) {
        DeviceKey present = keys.get(device);
        boolean promoted =
                present != null && store.promoteNextKey(device, used.encoded()).join();
        if (promoted) {
            keys.replace(device, present, used); // not in place of a key that the device enrolled with later
        }
        nextKeys.remove(device, used);
        return used.equals(keys.get(device)); // another connection may have promoted it a moment ago
    }

    /**
     * Makes a token; its secret is in the answer and nowhere else.
     *
     * @throws IllegalArgumentException if a part is out of bounds
     */
    public EnrollmentTokenView create(EnrollmentTokenRequest request) {
        int uses = uses(request);
        long seconds = request.expiresInSeconds().orElse(Duration.ofHours(24).toSeconds());
        if (seconds < 60 || seconds > LONGEST.toSeconds()) {
            throw new IllegalArgumentException(
                    "an enrolment token is good for 1 minute to " + LONGEST.toDays() + " days");
        }
        Labels labels = new Labels(
                request.name().orElse("token"), request.venue(), request.tags().orElse(List.of()));
        String secret = Secrets.next("r58e_", 32);
        Instant now = clock.instant();
        EnrollmentToken token = new EnrollmentToken(
                Secrets.next("et-", 10),
                labels.name(),
                Secrets.hash(secret),
                secret.substring(secret.length() - 4),
                0,
                uses,
                labels.venue(),
                labels.tags(),
                request.approval().orElse(Approval.AUTO),
                now,
                now.plusSeconds(seconds),
                Optional.empty(),
                Optional.empty());
        AuditScope.note("enrollment_token", token.id());
        store.insert(token).join();
        return token.view(Optional.of(secret));
    }

    private static int uses(EnrollmentTokenRequest request) {
        if (request.unlimited().orElse(false)) {
            if (request.uses().isPresent()) {
                throw new IllegalArgumentException(
                        "a token is either for any number of devices or for so many, not both");
            }
            return EnrollmentToken.UNLIMITED;
        }
        int uses = request.uses().orElse(1);
        if (uses < 1 || uses > 10_000) {
            throw new IllegalArgumentException(
                    "a token is for 1 to 10000 devices, or for any number (fleetctl: --uses unlimited)");
        }
        return uses;
    }

    /** Newest first. */
    public List<EnrollmentTokenView> tokens() {
        return store.tokens().stream()
                .map(token -> token.view(Optional.empty()))
                .toList();
    }

    /**
     * Has a token rest, or work again.
     *
     * @return the token as it is now; empty if there is none of that id
     * @throws EnrollmentException if it shall work again and was revoked, which is for good
     */
    public Optional<EnrollmentTokenView> enable(String id, boolean enabled) {
        Optional<EnrollmentToken> token =
                store.enable(id, enabled, clock.instant()).join();
        if (enabled && token.flatMap(EnrollmentToken::revokedAt).isPresent()) {
            throw new EnrollmentException(
                    EnrollmentException.Reason.REVOKED,
                    "the token was revoked, which is for good; make a new one (fleetctl enroll create)");
        }
        return token.map(found -> found.view(Optional.empty()));
    }

    /** @return whether there was such a token */
    public boolean revoke(String id) {
        return store.revoke(id, clock.instant()).join();
    }

    /**
     * @return whether the device is new; false if it had enrolled with this key before
     * @throws EnrollmentException if it is refused
     */
    public boolean enroll(EnrollRequest request) {
        String hash = Secrets.hash(request.token());
        AuditScope.about(request.deviceId());
        EnrollmentToken token = store.tokenByHash(hash).orElseThrow(Enrollment::badToken);
        AuditScope.note("enrollment_token", token.id());
        AuditScope.note("approval", token.approval().name().toLowerCase(Locale.ROOT));
        DeviceKey key = provenKey(request);
        Instant now = clock.instant();
        if (devices.find(request.deviceId()).isEmpty()) {
            devices.requireRoom();
            requireFreeName(request.deviceId());
        }
        Labels labels = new Labels(request.deviceId().value(), token.venue(), token.tags());
        Standing standing = token.approval() == Approval.MANUAL ? Standing.PENDING : Standing.ENROLLED;
        Device device = Device.unknown(request.deviceId(), labels, standing, now);
        switch (store.enroll(hash, device, key.encoded(), now).join()) {
            case ENROLLED -> {
                nextKeys.remove(request.deviceId());
                keys.put(request.deviceId(), key);
                devices.enrolled(device);
                return true;
            }
            case REPEATED -> {
                return false;
            }
            case BAD_TOKEN -> throw badToken();
            case SENT_AWAY ->
                throw new EnrollmentException(
                        EnrollmentException.Reason.SENT_AWAY,
                        "the key of this device was sent away (device removed, replaced or its credential reset), and this token is "
                                + "older than that; to let it back, make a new token for it (fleetctl enroll create)");
            case DEVICE_EXISTS ->
                throw new EnrollmentException(
                        EnrollmentException.Reason.DEVICE_EXISTS,
                        "the device id '" + request.deviceId()
                                + "' exists already; an admin must reset its credential first "
                                + "(fleetctl device reset-credential " + request.deviceId() + ")");
        }
        throw new IllegalStateException("unreachable");
    }

    /** Whoever enrols is not told which device it is. */
    private void requireFreeName(DeviceId device) {
        try {
            devices.requireFreeName(device, device.value());
        } catch (NameTakenException e) {
            throw new EnrollmentException(
                    EnrollmentException.Reason.DEVICE_EXISTS,
                    "another device is called '" + device
                            + "'; an admin must rename that one first (fleetctl device rename), or this one gets another DEVICE_ID");
        }
    }

    /** Takes the credential away: the device must enrol anew. */
    public void reset(DeviceId device) {
        devices.get(device);
        store.resetCredential(device).join();
        keys.remove(device);
        nextKeys.remove(device);
        devices.standing(device, Standing.WITHOUT_CREDENTIAL);
    }

    /** Lets a device in that waits for it; with one that does not nothing happens. */
    public void approve(DeviceId device) {
        if (devices.get(device).pending()) {
            store.approve(device).join();
            devices.standing(device, Standing.ENROLLED);
        }
    }

    /** The device is gone, and its key with it. */
    public void forget(DeviceId device) {
        keys.remove(device);
        nextKeys.remove(device);
    }

    private static DeviceKey provenKey(EnrollRequest request) {
        try {
            DeviceKey key = DeviceKey.of(Base64.getDecoder().decode(request.publicKey()));
            byte[] payload = DeviceAuthentication.enrollPayload(request.deviceId(), request.token());
            if (key.verify(payload, request.signature())) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // answered below
        }
        throw new EnrollmentException(
                EnrollmentException.Reason.BAD_KEY,
                "the public key must be Ed25519 or P-256 in X.509 form, and the signature must be made with its private key");
    }

    private static EnrollmentException badToken() {
        return new EnrollmentException(
                EnrollmentException.Reason.BAD_TOKEN,
                "the enrolment token is unknown, used up, expired, disabled or revoked; make a new one (fleetctl enroll create)");
    }
}
