package no.itagenten.fleet.fleetd.enrollment;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** A device's public key: Ed25519 (RFC 8032) or ECDSA on P-256 with SHA-256. Immutable. */
public final class DeviceKey {

    private static final int MAX_ENCODED = 512;

    private final PublicKey key;
    private final String algorithm;

    private DeviceKey(PublicKey key, String algorithm) {
        this.key = key;
        this.algorithm = algorithm;
    }

    /** @throws IllegalArgumentException if the bytes are not such a key in X.509 form */
    public static DeviceKey of(byte[] encoded) {
        if (encoded.length <= MAX_ENCODED) {
            try {
                return new DeviceKey(
                        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)), "Ed25519");
            } catch (GeneralSecurityException e) {
                // perhaps the other kind
            }
            try {
                PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
                if (key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() == 256) {
                    return new DeviceKey(key, "SHA256withECDSAinP1363Format");
                }
            } catch (GeneralSecurityException e) {
                // answered below
            }
        }
        throw new IllegalArgumentException("the public key must be an Ed25519 or P-256 key in X.509 form");
    }

    /** In X.509 form. */
    public byte[] encoded() {
        return key.getEncoded();
    }

    /** @param signature base64url without padding */
    public boolean verify(byte[] payload, String signature) {
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(payload);
            return verifier.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceKey that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
