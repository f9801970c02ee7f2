package no.itagenten.fleet.fleetctl.output;

/**
 * What a piece of data for programs is. Names and identifying fields are relied on by scripts: they are only ever added to.
 */
public enum Kind {
    /** A device. */
    DEVICE("Device", "id"),
    /** How one device is now. */
    DEVICE_STATUS("DeviceStatus", "id"),
    /** The fleet at a glance. */
    FLEET_STATUS("FleetStatus", "total"),
    /** Something that is wrong with a device now. */
    ALERT("Alert", "device_id"),
    /** Something asked of a device, and how it went. */
    COMMAND("Command", "id"),
    /** A support bundle that was saved. */
    BUNDLE("Bundle", "file"),
    /** A device's configuration. */
    CONFIG("Config", "revision"),
    /** A line of a device's log. */
    LOG_ENTRY("LogEntry", "id"),
    /** Something that happened. */
    EVENT("Event", "id"),
    /** Maintenance windows of a device or a tag. */
    WINDOW("Window", "device_id"),
    /** A release of the agent. */
    AGENT_RELEASE("AgentRelease", "version"),
    /** A token with which devices enrol. */
    ENROLLMENT_TOKEN("EnrollmentToken", "id"),
    /** A token of a machine or a login. */
    ACCESS_TOKEN("AccessToken", "id"),
    /** Somebody who logs in. */
    USER("User", "name"),
    /** Whom the server takes us for. */
    IDENTITY("Identity", "name"),
    /** A server one has logged in to. */
    CONTEXT("Context", "name"),
    /** Whether the server's database is sound. */
    SERVER_CHECK("ServerCheck", "version"),
    /** A copy of the server's database. */
    BACKUP("Backup", "file"),
    /** An entry of the audit log. */
    AUDIT_ENTRY("AuditEntry", "id"),
    /** The end of the audit log. */
    AUDIT_HEAD("AuditHead", "id"),
    /** Whether the audit log is whole. */
    AUDIT_VERDICT("AuditVerdict", "ok"),
    /** The key that signs access tokens. */
    SIGNING_KEY("SigningKey", "key_id");

    private final String title;
    private final String identity;

    Kind(String title, String identity) {
        this.title = title;
        this.identity = identity;
    }

    /** As it stands in {@code "kind"}. */
    public String title() {
        return title;
    }

    /** The field by which {@code -o name} calls one. */
    String identity() {
        return identity;
    }
}
