package no.itagenten.fleet.fleetctl.status;

import com.google.gson.annotations.SerializedName;

/** How much something matters, the gravest first. */
public enum Severity {
    /** Somebody has to get up. */
    @SerializedName("critical")
    CRITICAL,
    /** Somebody has to look at it by day. */
    @SerializedName("warning")
    WARNING
}
