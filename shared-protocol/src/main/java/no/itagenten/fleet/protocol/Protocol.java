package no.itagenten.fleet.protocol;

import java.time.Duration;
import java.time.Instant;

/** The figures both sides hold to. */
public final class Protocol {

    /** Sent in hello and welcome. Rises only when a change is not additive. */
    public static final int VERSION = 1;

    /** The largest WebSocket message either side sends or accepts; a larger one closes the connection with 1009. */
    public static final int MAX_MESSAGE_BYTES = 64 * 1024;

    /** A longer log line is cut to this, marked and counted. */
    public static final int MAX_LOG_MESSAGE_BYTES = 16 * 1024;

    /** The most lines in one log batch. */
    public static final int MAX_LOG_BATCH_LINES = 500;

    /** The longest tail of a command's output that a result or a progress message carries. */
    public static final int MAX_OUTPUT_BYTES = 16 * 1024;

    /** The largest support bundle that a device sends and the server takes. */
    public static final int MAX_BUNDLE_BYTES = 16 * 1024 * 1024;

    /** The largest piece of it in one message, before base64. */
    public static final int MAX_BUNDLE_CHUNK_BYTES = 32 * 1024;

    /** Each side pings this often. */
    public static final Duration PING_INTERVAL = Duration.ofSeconds(15);

    /** A peer from which nothing at all came for this long is dead; its socket is aborted. */
    public static final Duration DEAD_AFTER = Duration.ofSeconds(40);

    /** The WebSocket close code with which a stopping or restarting server says "come back soon" (RFC 6455, 7.4 registry). */
    public static final int CLOSE_SERVICE_RESTART = 1012;

    /** Close code: a newer connection of the same device, under the same credential, took this one's place. */
    public static final int CLOSE_REPLACED = 4001;

    /** Close code: the device's credential was reset or the device was removed. */
    public static final int CLOSE_REVOKED = 4003;

    private Protocol() {}

    /** The version of this build, as the project states it; all three programs report it. */
    public static String softwareVersion() {
        return BuildFacts.version();
    }

    /** When this build was made, as the project states it so that two builds of the same sources are the same; it is not after now. */
    public static Instant buildTime() {
        return Instant.parse(BuildFacts.time());
    }
}
