package no.itagenten.fleet.fleetctl.client;

import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import no.itagenten.fleet.fleetctl.io.Cancellation;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.AccessTokenRequest;
import no.itagenten.fleet.protocol.rest.AccessTokenView;
import no.itagenten.fleet.protocol.rest.AgentReleaseView;
import no.itagenten.fleet.protocol.rest.AgentUpdateRequest;
import no.itagenten.fleet.protocol.rest.AuditEntry;
import no.itagenten.fleet.protocol.rest.AuditHead;
import no.itagenten.fleet.protocol.rest.BundleRequest;
import no.itagenten.fleet.protocol.rest.CommandAccepted;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.ConfigView;
import no.itagenten.fleet.protocol.rest.DeviceLoginPoll;
import no.itagenten.fleet.protocol.rest.DeviceLoginProgress;
import no.itagenten.fleet.protocol.rest.DeviceLoginView;
import no.itagenten.fleet.protocol.rest.DevicePatch;
import no.itagenten.fleet.protocol.rest.DeviceStatusView;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.EnrollmentTokenRequest;
import no.itagenten.fleet.protocol.rest.EnrollmentTokenView;
import no.itagenten.fleet.protocol.rest.Health;
import no.itagenten.fleet.protocol.rest.IdentityRequest;
import no.itagenten.fleet.protocol.rest.LockRequest;
import no.itagenten.fleet.protocol.rest.LogEntry;
import no.itagenten.fleet.protocol.rest.LoggedOut;
import no.itagenten.fleet.protocol.rest.LoginRequest;
import no.itagenten.fleet.protocol.rest.LoginTokens;
import no.itagenten.fleet.protocol.rest.MetricSample;
import no.itagenten.fleet.protocol.rest.PasswordRequest;
import no.itagenten.fleet.protocol.rest.RebootRequest;
import no.itagenten.fleet.protocol.rest.RefreshRequest;
import no.itagenten.fleet.protocol.rest.ReleaseUpload;
import no.itagenten.fleet.protocol.rest.Removed;
import no.itagenten.fleet.protocol.rest.ReplaceRequest;
import no.itagenten.fleet.protocol.rest.RestartRequest;
import no.itagenten.fleet.protocol.rest.RotateKeyRequest;
import no.itagenten.fleet.protocol.rest.ServerCheck;
import no.itagenten.fleet.protocol.rest.ServiceRequest;
import no.itagenten.fleet.protocol.rest.SigningKeyView;
import no.itagenten.fleet.protocol.rest.UnblockRequest;
import no.itagenten.fleet.protocol.rest.UpdateRequest;
import no.itagenten.fleet.protocol.rest.UserPatch;
import no.itagenten.fleet.protocol.rest.UserRequest;
import no.itagenten.fleet.protocol.rest.UserView;
import no.itagenten.fleet.protocol.rest.Whoami;
import no.itagenten.fleet.protocol.rest.WindowRule;
import no.itagenten.fleet.protocol.rest.WindowsRequest;

/**
 * The server's REST API as methods; the one class that knows its URLs. Every failure is a {@link Problem}. Nothing is repeated
 * but a command whose answer is lost, and what was refused because the token had to be renewed. Safe for any thread.
 */
public final class FleetClient {

    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(500);
    private static final String DEVICES = "/api/devices/";
    private static final String RELEASES = "/api/agent/releases";

    private final Http http;
    private final Records records;
    private final Cancellation cancellation;

    /**
     * A client of one server.
     *
     * @param bearer what authorises the requests
     */
    public FleetClient(Transport transport, Endpoint endpoint, Bearer bearer, Cancellation cancellation) {
        this(transport, endpoint, bearer, cancellation, warning -> {});
    }

    /**
     * The same.
     *
     * @param warn takes what people should know though all goes on, each sentence once
     */
    public FleetClient(
            Transport transport, Endpoint endpoint, Bearer bearer, Cancellation cancellation, Consumer<String> warn) {
        this.http = new Http(transport, endpoint, bearer, cancellation);
        this.records = new Records(http, warn);
        this.cancellation = cancellation;
    }

    /** How the server is, and which version it has. */
    public Health health() {
        return get("/health", Health.class);
    }

    /** Whom the server takes us for. */
    public Whoami whoami() {
        return get("/api/whoami", Whoami.class);
    }

    /** Trades a user's name and password for tokens, which are in this answer only. */
    public LoginTokens logIn(LoginRequest request) {
        return send("POST", "/api/login/token", request, LoginTokens.class);
    }

    /** Trades an identity token of an issuer that the server trusts for tokens. */
    public LoginTokens logIn(IdentityRequest request) {
        return send("POST", "/api/login/identity", request, LoginTokens.class);
    }

    /** Begins a login that somebody has to confirm with a browser. */
    public DeviceLoginView beginDeviceLogin() {
        return read(http.call("POST", "/api/login/device", Optional.empty()), TypeToken.get(DeviceLoginView.class));
    }

    /** What has come of it. */
    public DeviceLoginProgress progressOfDeviceLogin(String loginCode) {
        return send("POST", "/api/login/device/token", new DeviceLoginPoll(loginCode), DeviceLoginProgress.class);
    }

    /**
     * Trades a refresh token for the next tokens.
     *
     * @param key by which the server knows the same request again
     */
    public LoginTokens refresh(String refreshToken, String key) {
        String body = WireJson.encode(new RefreshRequest(refreshToken));
        return read(http.order("/api/login/refresh", body, key), TypeToken.get(LoginTokens.class));
    }

    /** Has access tokens signed by a new key. */
    public SigningKeyView rotateSigningKey() {
        return read(
                http.call("POST", "/api/server/signing-key", Optional.empty()), TypeToken.get(SigningKeyView.class));
    }

    /** Ends the login whose token this client sends. */
    public LoggedOut logOut() {
        return read(http.call("POST", "/api/logout", Optional.empty()), TypeToken.get(LoggedOut.class));
    }

    /** Changes one's own password. */
    public Whoami changeOwnPassword(PasswordRequest request) {
        return send("PUT", "/api/account/password", request, Whoami.class);
    }

    /** Those who log in with a password, by name. */
    public List<UserView> users() {
        return list("/api/users", UserView.class);
    }

    /** Adds a user. */
    public UserView addUser(UserRequest request) {
        return send("POST", "/api/users", request, UserView.class);
    }

    /** Changes what a user may do, or whether it may log in. */
    public UserView changeUser(String name, UserPatch patch) {
        return send("PATCH", "/api/users/" + encode(name), patch, UserView.class);
    }

    /** Gives a user a new password. */
    public Removed setPassword(String name, PasswordRequest request) {
        return send("PUT", "/api/users/" + encode(name) + "/password", request, Removed.class);
    }

    /** The tokens of machines and of logins, without their secrets. */
    public List<AccessTokenView> accessTokens() {
        return list("/api/access-tokens", AccessTokenView.class);
    }

    /** A new token for a machine; its secret is in this answer only. */
    public AccessTokenView createAccessToken(AccessTokenRequest request) {
        return send("POST", "/api/access-tokens", request, AccessTokenView.class);
    }

    /** Makes a token useless. */
    public Removed revokeAccessToken(String id) {
        return read(
                http.call("DELETE", "/api/access-tokens/" + encode(id), Optional.empty()),
                TypeToken.get(Removed.class));
    }

    /** What stands in the audit log, newest first. */
    public List<AuditEntry> audit(AuditFilter filter) {
        return list("/api/audit" + filter.toQuery(), AuditEntry.class);
    }

    /** Entries after the one of that id, oldest first, with all that the server says of them. */
    public List<JsonObject> auditAfter(long id, int limit) {
        return list("/api/audit?limit=" + limit + "&after=" + id, JsonObject.class);
    }

    /** The last entry of the audit log. */
    public AuditHead auditHead() {
        return get("/api/audit/head", AuditHead.class);
    }

    /** All devices, by name. */
    public List<DeviceView> devices() {
        return list("/api/devices", DeviceView.class);
    }

    /** One device. */
    public DeviceView device(DeviceId id) {
        return get(DEVICES + id, DeviceView.class);
    }

    /** Presence and metrics of one device. */
    public DeviceStatusView status(DeviceId id) {
        return get(DEVICES + id + "/status", DeviceStatusView.class);
    }

    /** Changes what people say about a device. */
    public DeviceView change(DeviceId id, DevicePatch patch) {
        return send("PATCH", DEVICES + id, patch, DeviceView.class);
    }

    /** Removes a device and all that is known of it. */
    public Removed remove(DeviceId id) {
        return read(http.call("DELETE", DEVICES + id, Optional.empty()), TypeToken.get(Removed.class));
    }

    /** Lets a device in that waits for approval. */
    public DeviceView approve(DeviceId id) {
        return read(http.call("POST", DEVICES + id + "/approve", Optional.empty()), TypeToken.get(DeviceView.class));
    }

    /** Sends a device away that waits for approval. */
    public Removed reject(DeviceId id) {
        return read(http.call("POST", DEVICES + id + "/reject", Optional.empty()), TypeToken.get(Removed.class));
    }

    /** Has new hardware take a device's place. */
    public DeviceView replace(DeviceId id, ReplaceRequest request) {
        return send("POST", DEVICES + id + "/replace", request, DeviceView.class);
    }

    /** Takes a device's credential away, so that it may enrol anew. */
    public Removed resetCredential(DeviceId id) {
        return read(http.call("DELETE", DEVICES + id + "/credential", Optional.empty()), TypeToken.get(Removed.class));
    }

    /** Has a device left alone. */
    public DeviceView lock(DeviceId id, LockRequest request) {
        return send("PUT", DEVICES + id + "/lock", request, DeviceView.class);
    }

    /** Lets a device be disturbed again. */
    public DeviceView unlock(DeviceId id) {
        return read(http.call("DELETE", DEVICES + id + "/lock", Optional.empty()), TypeToken.get(DeviceView.class));
    }

    /** All maintenance windows that somebody set. */
    public List<WindowRule> windows() {
        return list("/api/windows", WindowRule.class);
    }

    /** Gives a device maintenance windows of its own. */
    public DeviceView setWindows(DeviceId id, WindowsRequest request) {
        return send("PUT", DEVICES + id + "/windows", request, DeviceView.class);
    }

    /** Lets the windows of its tags hold for a device. */
    public DeviceView clearWindows(DeviceId id) {
        return read(http.call("DELETE", DEVICES + id + "/windows", Optional.empty()), TypeToken.get(DeviceView.class));
    }

    /** Gives the devices of a tag maintenance windows. */
    public WindowRule setTagWindows(String tag, WindowsRequest request) {
        return send("PUT", "/api/tags/" + encode(tag) + "/windows", request, WindowRule.class);
    }

    /** Takes the maintenance windows of a tag away. */
    public WindowRule clearTagWindows(String tag) {
        return read(
                http.call("DELETE", "/api/tags/" + encode(tag) + "/windows", Optional.empty()),
                TypeToken.get(WindowRule.class));
    }

    /** Log lines, newest first. */
    public List<LogEntry> logs(DeviceId id, LogQuery query) {
        return list(DEVICES + id + "/logs" + query.toQuery(), LogEntry.class);
    }

    /** How a device was in each minute since, oldest first; at most of the last 24 hours. */
    public List<MetricSample> metrics(DeviceId id, Instant since) {
        return list(DEVICES + id + "/metrics?since=" + since.truncatedTo(ChronoUnit.SECONDS), MetricSample.class);
    }

    /** Each line as it is stored, from the one behind the entry of that id on; 0: from the device's first. */
    public EventFeed followLogs(DeviceId id, LogQuery query, long after) {
        return feed(DEVICES + id + "/logs" + query.withLimit(0).toQuery() + "&follow=1", Long.toString(after));
    }

    /** Has a service, or all of the application's, restarted. */
    public CommandAccepted restart(DeviceId id, RestartRequest request) {
        return order(DEVICES + id + "/restart", request);
    }

    /** Has a service started, stopped or looked at. */
    public CommandAccepted service(DeviceId id, ServiceRequest request) {
        return order(DEVICES + id + "/service", request);
    }

    /** Has the machine rebooted. */
    public CommandAccepted reboot(DeviceId id, RebootRequest request) {
        return order(DEVICES + id + "/reboot", request);
    }

    /** Has a support bundle gathered. */
    public CommandAccepted bundle(DeviceId id, BundleRequest request) {
        return order(DEVICES + id + "/bundle", request);
    }

    /** The support bundle that a command gathered. */
    public Download bundleOf(CommandId id) {
        return http.download("GET", "/api/commands/" + id + "/bundle");
    }

    /** Has a device change its key. */
    public CommandAccepted rotateKey(DeviceId id) {
        return order(DEVICES + id + "/rotate-key", new RotateKeyRequest(Optional.empty(), Optional.empty()));
    }

    /** Has commits allowed again that were rolled back. */
    public CommandAccepted unblock(DeviceId id, UnblockRequest request) {
        return order(DEVICES + id + "/unblock", request);
    }

    /** Has the application updated. */
    public CommandAccepted update(DeviceId id, UpdateRequest request) {
        return order(DEVICES + id + "/update", request);
    }

    /** Has the agent itself replaced. */
    public CommandAccepted updateAgent(DeviceId id, AgentUpdateRequest request) {
        return order(DEVICES + id + "/agent-update", request);
    }

    /** The agent's releases that the server holds, the highest version first. */
    public List<AgentReleaseView> agentReleases() {
        return list(RELEASES, AgentReleaseView.class);
    }

    /** Sends a part of a release; the answer says how much is there. */
    public AgentReleaseView uploadAgentRelease(ReleaseUpload part) {
        return send("POST", RELEASES, part, AgentReleaseView.class);
    }

    /** Takes a release off the server. */
    public Removed removeAgentRelease(String version) {
        return read(
                http.call("DELETE", RELEASES + "/" + encode(version), Optional.empty()), TypeToken.get(Removed.class));
    }

    /** A device's configuration. */
    public ConfigView config(DeviceId id) {
        return get(DEVICES + id + "/config", ConfigView.class);
    }

    /** Changes keys of a device's configuration; a null value returns a key to the device. */
    public ConfigView configure(DeviceId id, Map<String, String> changes) {
        return send("PUT", DEVICES + id + "/config", changes, ConfigView.class);
    }

    /** Commands, newest first, of one device or of all. */
    public List<CommandView> commands(Optional<DeviceId> device, int limit, boolean activeOnly) {
        String path = device.map(id -> DEVICES + id + "/commands").orElse("/api/commands");
        return list(path + "?limit=" + limit + (activeOnly ? "&state=active" : ""), CommandView.class);
    }

    /** One command. */
    public CommandView command(CommandId id) {
        return get("/api/commands/" + id, CommandView.class);
    }

    /** Asks for a command to be taken back. */
    public CommandView cancel(CommandId id) {
        return read(
                http.call("POST", "/api/commands/" + id + "/cancel", Optional.empty()),
                TypeToken.get(CommandView.class));
    }

    /** The enrolment tokens, without their secrets. */
    public List<EnrollmentTokenView> enrollmentTokens() {
        return list("/api/enrollment-tokens", EnrollmentTokenView.class);
    }

    /** A new enrolment token; its secret is in this answer only. */
    public EnrollmentTokenView createEnrollmentToken(EnrollmentTokenRequest request) {
        return send("POST", "/api/enrollment-tokens", request, EnrollmentTokenView.class);
    }

    /** Has an enrolment token rest, or work again. */
    public EnrollmentTokenView enableEnrollmentToken(String id, boolean enabled) {
        String path = "/api/enrollment-tokens/" + encode(id) + (enabled ? "/enable" : "/disable");
        return read(http.call("POST", path, Optional.empty()), TypeToken.get(EnrollmentTokenView.class));
    }

    /** Makes an enrolment token useless. */
    public Removed revokeEnrollmentToken(String id) {
        return read(
                http.call("DELETE", "/api/enrollment-tokens/" + encode(id), Optional.empty()),
                TypeToken.get(Removed.class));
    }

    /** Has the server look at its whole database. */
    public ServerCheck checkServer() {
        return read(http.longCall("/api/server/check"), TypeToken.get(ServerCheck.class));
    }

    /** A copy of the server's database, made now. */
    public Download backup() {
        return http.download("POST", "/api/server/backup");
    }

    /** Everything that changes, from now on. */
    public EventFeed events() {
        return feed("/api/events", "");
    }

    /** What an event carries. */
    public <T> T decode(ServerEvent event, Class<T> type) {
        return read(event.data(), TypeToken.get(type));
    }

    private EventFeed feed(String path, String cursor) {
        return new EventFeed(
                lastEventId -> http.stream(path, lastEventId), cursor, http::unanswered, RECONNECT_PAUSE, cancellation);
    }

    private <T> T get(String path, Class<T> type) {
        return read(http.call("GET", path, Optional.empty()), TypeToken.get(type));
    }

    /** What an event carries; empty for what a server of another version says and we do not understand. */
    public <T> Optional<T> decodeIfKnown(ServerEvent event, Class<T> type) {
        return records.readIfKnown(event.data(), type);
    }

    private <T> List<T> list(String path, Class<T> element) {
        return records.readList(http.call("GET", path, Optional.empty()), element);
    }

    /**
     * Under a key by which the server knows it again: when the answer is lost the same is asked once more, and it is one command
     * all the same.
     */
    private CommandAccepted order(String path, Object body) {
        String key = UUID.randomUUID().toString();
        return read(http.order(path, WireJson.encode(body), key), TypeToken.get(CommandAccepted.class));
    }

    private <T> T send(String method, String path, Object body, Class<T> type) {
        return read(http.call(method, path, Optional.of(WireJson.encode(body))), TypeToken.get(type));
    }

    private <T> T read(String json, TypeToken<T> type) {
        return records.read(json, type);
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
