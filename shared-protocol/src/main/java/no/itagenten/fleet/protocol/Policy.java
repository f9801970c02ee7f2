package no.itagenten.fleet.protocol;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import java.util.Optional;

/**
 * When a device may be disturbed, whole: what is not in it holds no longer. Sent after {@link Welcome}, before any command, and on
 * each change; the device keeps it on disk and judges by it also while it is offline.
 *
 * @param revision tells one policy from another; the device reports the one it goes by
 * @param timeZone an IANA name in which the windows are meant; none: UTC
 * @param windows as {@link MaintenanceWindows} reads them; none: at any time. Not judged here, so that one window a device cannot
 *     read does not cost it the lock beside it
 */
public record Policy(
        long revision,
        Optional<PolicyLock> lock,
        @SerializedName("time_zone") Optional<String> timeZone,
        Optional<List<String>> windows)
        implements ServerMessage {

    public Policy {
        Check.atLeast(revision, 0, "revision");
        Check.optionalText(timeZone, 64, "time_zone");
        windows = windows.map(List::copyOf);
        windows.ifPresent(list -> {
            Check.atMost(list.size(), MaintenanceWindows.MOST, "windows");
            list.forEach(window -> Check.text(window, MaintenanceWindows.LONGEST, "window"));
        });
    }
}
