package no.itagenten.fleet.fleetd.testing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.DeviceAuthentication;
import no.itagenten.fleet.protocol.DeviceAuthentication.Answer;
import no.itagenten.fleet.protocol.DeviceAuthentication.Challenge;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.MessageCodec;
import no.itagenten.fleet.protocol.NewKey;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.EnrollRequest;

/** A device's id and key pair, and what it signs with it. */
public final class DeviceIdentity {

    private final DeviceId id;
    private final KeyPair keys;
    private final String algorithm;

    private DeviceIdentity(String id, KeyPair keys, String algorithm) {
        this.id = new DeviceId(id);
        this.keys = keys;
        this.algorithm = algorithm;
    }

    public static DeviceIdentity ed25519(String id) {
        try {
            return new DeviceIdentity(
                    id, KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), "Ed25519");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static DeviceIdentity p256(String id) {
        return ec(id, "secp256r1");
    }

    /** A key on a curve that is not allowed. */
    public static DeviceIdentity p384(String id) {
        return ec(id, "secp384r1");
    }

    private static DeviceIdentity ec(String id, String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return new DeviceIdentity(id, generator.generateKeyPair(), "SHA256withECDSAinP1363Format");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same keys under another id. */
    public DeviceIdentity under(String other) {
        return new DeviceIdentity(other, keys, algorithm);
    }

    public String id() {
        return id.value();
    }

    public byte[] publicKey() {
        return keys.getPublic().getEncoded();
    }

    /** The body of {@code POST /api/enroll}. */
    public String enrollRequest(String token) {
        return WireJson.encode(new EnrollRequest(
                token,
                id,
                Base64.getEncoder().encodeToString(publicKey()),
                sign(DeviceAuthentication.enrollPayload(id, token))));
    }

    /** The message that offers this key in the place of another. */
    public String newKey(String server, CommandId command) {
        return MessageCodec.encode(new NewKey(
                id,
                command,
                Base64.getEncoder().encodeToString(publicKey()),
                sign(DeviceAuthentication.rotatePayload(server, id, command))));
    }

    public Answer answer(Challenge challenge) {
        return new Answer(
                challenge.challenge(),
                sign(DeviceAuthentication.connectPayload(challenge.server(), id, challenge.challenge())));
    }

    private String sign(byte[] payload) {
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(keys.getPrivate());
            signer.update(payload);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
