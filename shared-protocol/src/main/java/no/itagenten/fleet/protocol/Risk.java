package no.itagenten.fleet.protocol;

import com.google.gson.annotations.SerializedName;

/** What keeps a device from being disturbed and may be overridden by somebody who says so. A lock is not among them: it is taken off. */
public enum Risk {
    /** A busy check of the device says that it is on air, or cannot tell. */
    @SerializedName("on-air")
    ON_AIR("on-air"),
    /** The device is outside its maintenance window. */
    @SerializedName("window")
    WINDOW("window");

    private final String wireName;

    Risk(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** @throws IllegalArgumentException if there is no risk of that name; the message lists those there are */
    public static Risk of(String wireName) {
        for (Risk risk : values()) {
            if (risk.wireName.equals(wireName)) {
                return risk;
            }
        }
        throw new IllegalArgumentException(
                "a risk to accept is 'on-air' or 'window', not '" + Text.cut(wireName, 40) + "'");
    }
}
