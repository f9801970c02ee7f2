package no.itagenten.fleet.fleetd.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import no.itagenten.fleet.fleetd.access.Reach;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Subject;
import no.itagenten.fleet.fleetd.command.Command;
import no.itagenten.fleet.fleetd.command.CommandService;
import no.itagenten.fleet.fleetd.command.CommandStore.Selection;
import no.itagenten.fleet.fleetd.command.RequestKey;
import no.itagenten.fleet.fleetd.device.Device;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.release.AgentReleases;
import no.itagenten.fleet.fleetd.secret.Secrets;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.Names;
import no.itagenten.fleet.protocol.Update;
import no.itagenten.fleet.protocol.UpdateOptions;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.AgentUpdateRequest;
import no.itagenten.fleet.protocol.rest.BundleRequest;
import no.itagenten.fleet.protocol.rest.CommandAccepted;
import no.itagenten.fleet.protocol.rest.CommandExpiry;
import no.itagenten.fleet.protocol.rest.CommandType;
import no.itagenten.fleet.protocol.rest.RebootRequest;
import no.itagenten.fleet.protocol.rest.RestartRequest;
import no.itagenten.fleet.protocol.rest.RotateKeyRequest;
import no.itagenten.fleet.protocol.rest.ServiceRequest;
import no.itagenten.fleet.protocol.rest.UnblockRequest;
import no.itagenten.fleet.protocol.rest.UpdateRequest;

/** Giving commands and looking after them. */
final class CommandRoutes {

    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

    private final DeviceRegistry devices;
    private final CommandService commands;
    private final AgentReleases releases;
    private final Reach reach;

    CommandRoutes(DeviceRegistry devices, CommandService commands, AgentReleases releases, Reach reach) {
        this.devices = devices;
        this.commands = commands;
        this.releases = releases;
        this.reach = reach;
    }

    List<Route> routes() {
        return List.of(
                Route.of(
                        "POST",
                        "/api/devices/{id}/restart",
                        Role.OPERATOR,
                        new Subject.NewCommand(CommandType.RESTART),
                        this::restart),
                Route.of(
                        "POST",
                        "/api/devices/{id}/update",
                        Role.OPERATOR,
                        new Subject.NewCommand(CommandType.UPDATE),
                        this::update),
                Route.of(
                        "POST",
                        "/api/devices/{id}/reboot",
                        Role.OPERATOR,
                        new Subject.NewCommand(CommandType.REBOOT),
                        this::reboot),
                Route.of(
                        "POST",
                        "/api/devices/{id}/unblock",
                        Role.OPERATOR,
                        new Subject.NewCommand(CommandType.UNBLOCK),
                        this::unblock),
                Route.of(
                        "POST",
                        "/api/devices/{id}/service",
                        Role.OPERATOR,
                        new Subject.NewCommand(CommandType.SERVICE),
                        this::service),
                Route.of(
                        "POST",
                        "/api/devices/{id}/bundle",
                        Role.OPERATOR,
                        new Subject.NewCommand(CommandType.BUNDLE),
                        this::bundle),
                Route.of(
                        "POST",
                        "/api/devices/{id}/agent-update",
                        Role.OPERATOR,
                        new Subject.NewCommand(CommandType.AGENT_UPDATE),
                        this::agentUpdate),
                Route.of(
                        "POST",
                        "/api/devices/{id}/rotate-key",
                        Role.ADMIN,
                        new Subject.NewCommand(CommandType.ROTATE_KEY),
                        this::rotateKey),
                Route.of("GET", "/api/devices/{id}/commands", Role.VIEWER, Subject.DEVICE, this::ofDevice),
                Route.of("GET", "/api/commands", Role.VIEWER, Subject.FILTERED_LIST, this::all),
                Route.of(
                        "GET",
                        "/api/commands/{id}",
                        Role.VIEWER,
                        Subject.COMMAND,
                        request -> Answer.ok(commands.get(request.command()).view())),
                Route.of(
                        "POST",
                        "/api/commands/{id}/cancel",
                        Role.OPERATOR,
                        Subject.COMMAND_CHANGE,
                        request -> Answer.ok(commands.cancel(request.command(), request.caller())
                                .join()
                                .view())));
    }

    private Answer restart(ApiRequest request) {
        RestartRequest body = request.body(RestartRequest.class);
        CommandParameters parameters = new CommandParameters()
                .put("service", body.service().map(Names::requireService))
                .terms(body.deadlineSeconds(), body.acceptRisk());
        return submit(request, CommandType.RESTART, parameters.asMap(), body.expiresInSeconds());
    }

    private Answer update(ApiRequest request) {
        UpdateRequest body = request.body(UpdateRequest.class);
        Update.requireAtMostOne(body.branch(), body.tag(), body.commit());
        body.verifyTimeoutSeconds().map(Duration::ofSeconds).ifPresent(UpdateOptions::requireVerifyTimeout);
        CommandParameters parameters = new CommandParameters()
                .put("branch", body.branch().map(Names::requireRef))
                .put("tag", body.tag().map(Names::requireRef))
                .put("commit", body.commit().map(Names::requireCommit))
                .flag("force", body.force())
                .flag("dry_run", body.dryRun())
                .flag("allow_downgrade", body.allowDowngrade())
                .put("verify_timeout_seconds", body.verifyTimeoutSeconds())
                .terms(body.deadlineSeconds(), body.acceptRisk());
        return submit(request, CommandType.UPDATE, parameters.asMap(), body.expiresInSeconds());
    }

    private Answer reboot(ApiRequest request) {
        RebootRequest body = request.body(RebootRequest.class);
        CommandParameters parameters = new CommandParameters().terms(body.deadlineSeconds(), body.acceptRisk());
        return submit(request, CommandType.REBOOT, parameters.asMap(), body.expiresInSeconds());
    }

    private Answer unblock(ApiRequest request) {
        UnblockRequest body = request.body(UnblockRequest.class);
        CommandParameters parameters =
                new CommandParameters().put("commit", body.commit().map(Names::requireCommit));
        return submit(request, CommandType.UNBLOCK, parameters.asMap(), body.expiresInSeconds());
    }

    private Answer service(ApiRequest request) {
        devices.get(request.device()); // that it is not there is said before what is wrong with the body
        ServiceRequest body = request.body(ServiceRequest.class);
        CommandParameters parameters = new CommandParameters()
                .put("service", Optional.of(Names.requireService(body.service())))
                .put("action", Optional.of(body.action().wireName()))
                .terms(body.deadlineSeconds(), body.acceptRisk());
        return submit(request, CommandType.SERVICE, parameters.asMap(), body.expiresInSeconds());
    }

    private Answer bundle(ApiRequest request) {
        BundleRequest body = request.body(BundleRequest.class);
        CommandParameters parameters = new CommandParameters().terms(body.deadlineSeconds(), Optional.empty());
        return submit(request, CommandType.BUNDLE, parameters.asMap(), body.expiresInSeconds());
    }

    private Answer agentUpdate(ApiRequest request) {
        devices.get(request.device());
        AgentUpdateRequest body = request.body(AgentUpdateRequest.class);
        Optional<String> version = body.version().or(() -> ReleaseRoutes.stored(releases::highest));
        if (version.isEmpty() || !ReleaseRoutes.stored(() -> releases.has(version.get()))) {
            throw ApiException.badRequest("the server holds no release "
                    + version.map(text -> text + " ").orElse("")
                    + "of the agent; upload it: fleetctl agent upload FILE");
        }
        CommandParameters parameters =
                new CommandParameters().put("version", version).terms(body.deadlineSeconds(), body.acceptRisk());
        return submit(request, CommandType.AGENT_UPDATE, parameters.asMap(), body.expiresInSeconds());
    }

    private Answer rotateKey(ApiRequest request) {
        RotateKeyRequest body = request.body(RotateKeyRequest.class);
        CommandParameters parameters = new CommandParameters().terms(body.deadlineSeconds(), Optional.empty());
        return submit(request, CommandType.ROTATE_KEY, parameters.asMap(), body.expiresInSeconds());
    }

    private Answer submit(
            ApiRequest request, CommandType type, Map<String, String> parameters, Optional<Long> expiresInSeconds) {
        Device device = devices.get(request.device());
        device.requireApproved();
        Optional<Duration> expiry = expiresInSeconds.map(Duration::ofSeconds).map(CommandExpiry::require);
        Optional<RequestKey> key = request.idempotencyKey()
                .map(text -> new RequestKey(
                        request.caller(),
                        type.wireName() + " " + device.id(),
                        requireKey(text),
                        Secrets.hash(WireJson.encode(new TreeMap<>(parameters)) + expiry)));
        Command command = commands.submit(device.id(), type, parameters, expiry, request.caller(), key)
                .join();
        String message = device.presence().online()
                ? type.wireName() + " sent to " + device.labels().name()
                : device.labels().name() + " is offline; the " + type.wireName() + " waits for it until "
                        + command.order().expiresAt();
        return Answer.ok(new CommandAccepted(true, command.id(), message));
    }

    private static String requireKey(String text) {
        if (!KEY.matcher(text).matches()) {
            throw ApiException.badRequest("an Idempotency-Key is 1 to 255 printable ASCII characters, such as a UUID");
        }
        return text;
    }

    private Answer ofDevice(ApiRequest request) {
        DeviceId device = devices.get(request.device()).id();
        return list(request, Optional.of(List.of(device)));
    }

    private Answer all(ApiRequest request) {
        return list(request, reach.onlyReached(request.requirePrincipal()));
    }

    private Answer list(ApiRequest request, Optional<List<DeviceId>> devices) {
        Selection selection =
                request.parameter("state").map(CommandRoutes::selection).orElse(Selection.ALL);
        return Answer.ok(commands.newest(devices, selection, request.number("limit", 50, 1, 500)).stream()
                .map(Command::view)
                .toList());
    }

    private static Selection selection(String state) {
        return switch (state) {
            case "active" -> Selection.ACTIVE;
            case "failed" -> Selection.FAILED;
            default -> throw ApiException.badRequest("'state' can only be 'active' or 'failed'");
        };
    }
}
