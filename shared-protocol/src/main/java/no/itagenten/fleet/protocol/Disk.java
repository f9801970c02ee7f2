package no.itagenten.fleet.protocol;

import com.google.gson.annotations.SerializedName;

/**
 * A file system on a block device of a machine's own.
 *
 * @param mount where it is mounted, for example {@code /}
 * @param type the file system, for example {@code ext4}
 * @param totalBytes its size as files may use it
 * @param usedBytes what is in use of it; by now it may be more or less
 */
public record Disk(
        String mount,
        String type,
        @SerializedName("total_bytes") long totalBytes,
        @SerializedName("used_bytes") long usedBytes) {

    /** Longer texts than these are refused; whoever makes a disk from a machine's own words leaves out what does not fit. */
    public static final int MAX_MOUNT_CHARS = 255;

    public static final int MAX_TYPE_CHARS = 40;

    public Disk {
        Check.text(mount, MAX_MOUNT_CHARS, "mount");
        Check.text(type, MAX_TYPE_CHARS, "file system type");
    }

    /** Whether the figures can be true. They are not checked on the wire: a broken one must not keep a device away. */
    public boolean isPlausible() {
        return totalBytes > 0 && usedBytes >= 0 && usedBytes <= totalBytes;
    }
}
