package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.CommandTerms;
import no.itagenten.fleet.protocol.Risk;
import no.itagenten.fleet.protocol.UpdateOptions;

/**
 * {@code POST /api/devices/{id}/update}; at most one of the three, none for the branch the device is configured to follow.
 *
 * @param force see {@link UpdateOptions}, as the next three
 * @param expiresInSeconds how long it may wait for its turn, see {@link CommandExpiry}
 * @param deadlineSeconds how long the device may be at it, see {@link CommandTerms}
 * @param acceptRisk what does not keep it waiting, see {@link Risk}
 */
public record UpdateRequest(
        Optional<String> branch,
        Optional<String> tag,
        Optional<String> commit,
        Optional<Boolean> force,
        @SerializedName("dry_run") Optional<Boolean> dryRun,
        @SerializedName("allow_downgrade") Optional<Boolean> allowDowngrade,
        @SerializedName("verify_timeout_seconds") Optional<Long> verifyTimeoutSeconds,
        @SerializedName("expires_in_seconds") Optional<Long> expiresInSeconds,
        @SerializedName("deadline_seconds") Optional<Long> deadlineSeconds,
        @SerializedName("accept_risk") Optional<List<Risk>> acceptRisk) {}
