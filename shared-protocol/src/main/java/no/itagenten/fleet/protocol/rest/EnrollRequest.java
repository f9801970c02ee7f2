package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import no.itagenten.fleet.protocol.DeviceId;

/**
 * {@code POST /api/enroll}: a device makes itself known, once.
 *
 * @param token the enrolment token's secret
 * @param publicKey the X.509 SubjectPublicKeyInfo of an Ed25519 or P-256 key, base64
 * @param signature over {@link no.itagenten.fleet.protocol.DeviceAuthentication#enrollPayload}, base64url without padding
 */
public record EnrollRequest(
        String token,
        @SerializedName("device_id") DeviceId deviceId,
        @SerializedName("public_key") String publicKey,
        String signature) {}
