package no.itagenten.fleet.fleetd.http;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.protocol.ConfigKey;

/**
 * Under which name each route that changes something, or gives out much, stands in the audit log, and with which parts of the
 * request. A changing route that is not named here is recorded all the same, under a name made of its path and with nothing of its
 * body; the build fails until it has a name.
 */
final class AuditedRoutes {

    private static final String DEVICE = "/api/devices/{id}";
    private static final String[] TERMS = {"accept_risk", "deadline_seconds", "expires_in_seconds"};

    private static final Map<String, AuditedRoute> NAMED = Map.ofEntries(
            entry("POST /api/login", AuditedRoute.as("login")),
            entry("POST /api/login/token", AuditedRoute.as("login")),
            entry("POST /api/login/identity", AuditedRoute.as("login")),
            entry("POST /api/login/device", AuditedRoute.refusalsOf("login.begin")),
            entry("POST /api/login/device/token", AuditedRoute.writesOf("login")), // asked again and again
            entry("POST /api/login/refresh", AuditedRoute.refusalsOf("login.refresh")), // comes every few minutes
            entry("POST /api/logout", AuditedRoute.as("logout")),
            entry("PUT /api/account/password", AuditedRoute.as("account.password")),
            entry("POST /api/users", AuditedRoute.as("user.add", "name", "role", "venues", "tags")),
            entry(
                    "PATCH /api/users/{id}",
                    AuditedRoute.as("user.change", "role", "venues", "tags", "enabled")
                            .naming("id", "user")),
            entry(
                    "PUT /api/users/{id}/password",
                    AuditedRoute.as("user.password").naming("id", "user")),
            entry(
                    "POST /api/access-tokens",
                    AuditedRoute.as("token.create", "name", "role", "venues", "tags", "may", "expires_in_seconds")),
            entry(
                    "DELETE /api/access-tokens/{id}",
                    AuditedRoute.as("token.revoke").naming("id", "token")),
            entry(
                    "POST /api/enrollment-tokens",
                    AuditedRoute.as(
                            "enrollment.create",
                            "name",
                            "uses",
                            "unlimited",
                            "venue",
                            "tags",
                            "approval",
                            "expires_in_seconds")),
            entry("DELETE /api/enrollment-tokens/{id}", enrollmentToken("enrollment.revoke")),
            entry("POST /api/enrollment-tokens/{id}/disable", enrollmentToken("enrollment.disable")),
            entry("POST /api/enrollment-tokens/{id}/enable", enrollmentToken("enrollment.enable")),
            entry("POST /api/enroll", AuditedRoute.writesOf("device.enroll")),
            entry("PATCH " + DEVICE, AuditedRoute.as("device.edit", "name", "venue", "tags", "time_zone")),
            entry("DELETE " + DEVICE, AuditedRoute.as("device.remove")),
            entry("POST " + DEVICE + "/approve", AuditedRoute.as("device.approve")),
            entry("POST " + DEVICE + "/reject", AuditedRoute.as("device.reject")),
            entry("POST " + DEVICE + "/replace", AuditedRoute.as("device.replace", "by")),
            entry("DELETE " + DEVICE + "/credential", AuditedRoute.as("device.reset-credential")),
            entry(
                    "PUT " + DEVICE + "/config",
                    AuditedRoute.as("device.config", ConfigKey.names().split(", "))
                            .recordingNullAs("the default")),
            entry("PUT " + DEVICE + "/lock", AuditedRoute.as("device.lock", "reason", "for_seconds")),
            entry("DELETE " + DEVICE + "/lock", AuditedRoute.as("device.unlock")),
            entry("PUT " + DEVICE + "/windows", AuditedRoute.as("device.windows", "windows")),
            entry("DELETE " + DEVICE + "/windows", AuditedRoute.as("device.windows")),
            entry(
                    "PUT /api/tags/{tag}/windows",
                    AuditedRoute.as("tag.windows", "windows").naming("tag", "tag")),
            entry(
                    "DELETE /api/tags/{tag}/windows",
                    AuditedRoute.as("tag.windows").naming("tag", "tag")),
            entry("POST " + DEVICE + "/restart", command("device.restart", "service")),
            entry(
                    "POST " + DEVICE + "/update",
                    command(
                            "device.update",
                            "branch",
                            "tag",
                            "commit",
                            "force",
                            "dry_run",
                            "allow_downgrade",
                            "verify_timeout_seconds")),
            entry("POST " + DEVICE + "/reboot", command("device.reboot")),
            entry("POST " + DEVICE + "/unblock", command("device.unblock", "commit")),
            entry("POST " + DEVICE + "/service", command("device.service", "service", "action")),
            entry("POST " + DEVICE + "/bundle", command("device.bundle")),
            entry("POST " + DEVICE + "/agent-update", command("device.agent-update", "version")),
            entry("POST " + DEVICE + "/rotate-key", command("device.rotate-key")),
            entry("POST /api/commands/{id}/cancel", AuditedRoute.as("command.cancel")),
            entry("GET /api/commands/{id}/bundle", AuditedRoute.as("bundle.fetch")),
            entry("POST /api/agent/releases", AuditedRoute.as("release.upload", "offset")),
            entry(
                    "DELETE /api/agent/releases/{version}",
                    AuditedRoute.as("release.remove").naming("version", "version")),
            entry("POST /api/server/signing-key", AuditedRoute.as("server.signing-key")),
            entry("POST /api/server/backup", AuditedRoute.as("server.backup")));

    private AuditedRoutes() {}

    private static AuditedRoute enrollmentToken(String action) {
        return AuditedRoute.as(action).naming("id", "enrollment_token");
    }

    private static AuditedRoute command(String action, String... fields) {
        String[] all = new String[fields.length + TERMS.length];
        System.arraycopy(fields, 0, all, 0, fields.length);
        System.arraycopy(TERMS, 0, all, fields.length, TERMS.length);
        return AuditedRoute.as(action, all);
    }

    /** Empty for one that only reads. */
    static Optional<AuditedRoute> of(Route route) {
        AuditedRoute named = NAMED.get(route.method() + " " + route.path());
        if (named != null || route.method().equals("GET")) {
            return Optional.ofNullable(named);
        }
        return Optional.of(AuditedRoute.as("unnamed." + route.method().toLowerCase(Locale.ROOT)
                + route.path().replaceAll("[^a-z-]+", ".")));
    }

    /** For the test that each changing route has a name. */
    static boolean names(String method, String path) {
        return NAMED.containsKey(method + " " + path);
    }
}
