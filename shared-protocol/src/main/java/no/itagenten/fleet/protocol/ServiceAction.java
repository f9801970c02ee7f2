package no.itagenten.fleet.protocol;

import com.google.gson.annotations.SerializedName;

/** What may be done with one service besides restarting it. */
public enum ServiceAction {
    /** Start it where it does not run. */
    @SerializedName("start")
    START("start"),
    /** Stop it where it runs; it stays stopped until somebody starts it or the machine boots. */
    @SerializedName("stop")
    STOP("stop"),
    /** Look at it; changes nothing. */
    @SerializedName("status")
    STATUS("status");

    private final String wireName;

    ServiceAction(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** @throws IllegalArgumentException if there is no action of that name; the message lists those there are */
    public static ServiceAction of(String wireName) {
        for (ServiceAction action : values()) {
            if (action.wireName.equals(wireName)) {
                return action;
            }
        }
        throw new IllegalArgumentException(
                "'action' is 'start', 'stop' or 'status', not '" + Text.cut(wireName, 40) + "'");
    }
}
