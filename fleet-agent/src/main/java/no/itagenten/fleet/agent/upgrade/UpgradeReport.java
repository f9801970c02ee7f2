package no.itagenten.fleet.agent.upgrade;

import com.google.gson.annotations.SerializedName;

/**
 * What root has to say of the latest upgrade.
 *
 * @param request the id of the command that asked for it
 * @param version asked for; empty if that could not be read
 * @param message for people
 */
public record UpgradeReport(String request, String version, State state, String message) {

    /** How far it has come. */
    public enum State {
        /** Nothing was changed. */
        @SerializedName("refused")
        REFUSED,
        /** The new agent is in its place and on trial. */
        @SerializedName("switched")
        SWITCHED,
        /** The server took the new agent in. */
        @SerializedName("confirmed")
        CONFIRMED,
        /** The previous agent is back. */
        @SerializedName("rolled_back")
        ROLLED_BACK
    }
}
