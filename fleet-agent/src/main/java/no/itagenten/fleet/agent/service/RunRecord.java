package no.itagenten.fleet.agent.service;

import com.google.gson.annotations.SerializedName;

/**
 * One run of a process, unmistakably: a process id may be given again, but not with the same start time in the same boot.
 *
 * @param startTicks the kernel's clock ticks since boot at which it began
 */
record RunRecord(
        long pid,
        @SerializedName("start_ticks") long startTicks,
        @SerializedName("boot_id") String bootId) {

    String identity() {
        return pid + "@" + startTicks + "@" + bootId;
    }
}
