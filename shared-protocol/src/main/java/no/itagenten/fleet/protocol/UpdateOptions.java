package no.itagenten.fleet.protocol;

import com.google.gson.annotations.SerializedName;
import java.time.Duration;
import java.util.Optional;

/**
 * How an update is to be done. A device of an older release ignores them.
 *
 * @param force also if the device is there already, if the commit is blocked, or if there are local changes, which are saved
 * @param dryRun only find out what would be done; the running version is not touched
 * @param allowDowngrade also to a commit that the running one already contains
 * @param verifyTimeoutSeconds how long the new version may take to prove itself
 */
public record UpdateOptions(
        Optional<Boolean> force,
        @SerializedName("dry_run") Optional<Boolean> dryRun,
        @SerializedName("allow_downgrade") Optional<Boolean> allowDowngrade,
        @SerializedName("verify_timeout_seconds") Optional<Long> verifyTimeoutSeconds) {

    /** Everything as the device does it by itself. */
    public static final UpdateOptions NONE =
            new UpdateOptions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public UpdateOptions {
        verifyTimeoutSeconds.map(Duration::ofSeconds).ifPresent(UpdateOptions::requireVerifyTimeout);
    }

    public boolean forced() {
        return force.orElse(false);
    }

    public boolean onlyTried() {
        return dryRun.orElse(false);
    }

    public boolean downgradeAllowed() {
        return allowDowngrade.orElse(false);
    }

    /** @throws IllegalArgumentException if it is not between 1 second and 1 hour */
    public static Duration requireVerifyTimeout(Duration timeout) {
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("a new version has 1 second to 1 hour to prove itself");
        }
        return timeout;
    }
}
