package no.itagenten.fleet.protocol;

import com.google.gson.annotations.SerializedName;

/**
 * A device offers the key that it will use from now on. The one that the connection was proved with stays good until then.
 *
 * @param commandId the {@link RotateKey} that asked for it
 * @param publicKey X.509 SubjectPublicKeyInfo of an Ed25519 or P-256 key, base64
 * @param signature over {@link DeviceAuthentication#rotatePayload}, by the new key, base64url without padding
 */
public record NewKey(
        DeviceId deviceId,
        CommandId commandId,
        @SerializedName("public_key") String publicKey,
        String signature) implements DeviceMessage {

    public NewKey {
        Check.text(publicKey, 1000, "public_key");
        Check.text(signature, 512, "signature");
    }
}
