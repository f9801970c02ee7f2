package no.itagenten.fleet.fleetd.enrollment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.fleetd.device.Device;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.DuplicateKey;

/** Where enrolment tokens and the devices' public keys last. */
public interface EnrollmentStore {

    CompletableFuture<Void> insert(EnrollmentToken token);

    /** Newest first. */
    List<EnrollmentToken> tokens();

    /** @return whether there was such a token */
    CompletableFuture<Boolean> revoke(String id, Instant now);

    /** Has a token rest, or work again; the token as it is now, empty if there is none. One that was revoked stays so. */
    CompletableFuture<Optional<EnrollmentToken>> enable(String id, boolean enabled, Instant now);

    /** All public keys, X.509-encoded. */
    Map<DeviceId, byte[]> credentials();

    /** The public keys that devices have offered and not used yet, X.509-encoded. */
    Map<DeviceId, byte[]> nextKeys();

    /** Keeps a key that a device will use, beside the one it uses; whether the device has one. */
    CompletableFuture<Boolean> saveNextKey(DeviceId device, byte[] publicKey);

    /** Puts that key, if it is still the next one, in the place of the one in use; whether it was. */
    CompletableFuture<Boolean> promoteNextKey(DeviceId device, byte[] publicKey);

    /** The devices whose keys several machines use. */
    Map<DeviceId, DuplicateKey> duplicates();

    /** Keeps or forgets that several machines use a device's key. */
    CompletableFuture<Void> saveDuplicate(DeviceId device, Optional<DuplicateKey> duplicate);

    /** How an enrolment ended. */
    enum Verdict {
        ENROLLED,
        REPEATED,
        BAD_TOKEN,
        /** The key was sent away, with a device or from one, when there was that token already. */
        SENT_AWAY,
        DEVICE_EXISTS
    }

    /**
     * Decides and carries out an enrolment in one transaction: the token must be usable, and the id unknown or reset.
     *
     * @param device the device as it will be if it is new; its standing counts in any case
     */
    CompletableFuture<Verdict> enroll(String tokenHash, Device device, byte[] publicKey, Instant now);

    /** The token a secret's hash belongs to. */
    Optional<EnrollmentToken> tokenByHash(String hash);

    /** The device need not wait for approval any longer. */
    CompletableFuture<Void> approve(DeviceId device);

    /** Takes the device's credential away and lets it enrol anew. */
    CompletableFuture<Void> resetCredential(DeviceId device);
}
