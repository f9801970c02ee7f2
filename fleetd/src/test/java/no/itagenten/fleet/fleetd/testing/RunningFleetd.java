package no.itagenten.fleet.fleetd.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetd.Fleetd;
import no.itagenten.fleet.fleetd.FleetdOptions;
import no.itagenten.fleet.fleetd.StartupException;
import no.itagenten.fleet.fleetd.command.CommandRules;
import no.itagenten.fleet.fleetd.http.Cidr;
import no.itagenten.fleet.fleetd.log.LogService.Retention;

/** A whole daemon on a port of its own, with a clock the test moves. */
public final class RunningFleetd implements AutoCloseable {

    /** The most commands under way on one device: few, so that a test can reach it. */
    public static final int MAX_COMMANDS = 20;

    private static final CommandRules RULES = new CommandRules(
            Duration.ofHours(24),
            Duration.ofMinutes(2),
            Duration.ofMinutes(15),
            Duration.ofMinutes(5),
            Duration.ofDays(90),
            Duration.ofHours(24),
            MAX_COMMANDS);

    private final AdjustableClock clock;
    private final Fleetd fleetd;
    private final Path data;

    private RunningFleetd(FleetdOptions options, AdjustableClock clock) {
        this.clock = clock;
        this.data = options.data();
        try {
            this.fleetd = Fleetd.start(options, clock, clock::nanoTime);
        } catch (StartupException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As by default: devices must enrol. */
    public static RunningFleetd start(Path data) {
        return start(options(data));
    }

    /** Any device may register itself. */
    public static RunningFleetd startOpen(Path data) {
        return start(options(data).withOpenEnrollment());
    }

    public static RunningFleetd start(FleetdOptions options) {
        return new RunningFleetd(options, new AdjustableClock());
    }

    /** Starts once more in the same folder, with the same clock. */
    public RunningFleetd startAgain(FleetdOptions options) {
        return new RunningFleetd(options, clock);
    }

    public static FleetdOptions options(Path data) {
        return options(data, Optional.empty(), List.of());
    }

    /** Behind a proxy. */
    public static FleetdOptions options(Path data, Optional<URI> publicUrl, List<Cidr> trustedProxies) {
        return new FleetdOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                data,
                publicUrl,
                trustedProxies,
                false,
                Optional.empty(),
                Optional.empty(),
                Retention.DEFAULT,
                RULES,
                20_000);
    }

    public AdjustableClock clock() {
        return clock;
    }

    public Fleetd daemon() {
        return fleetd;
    }

    public int port() {
        return fleetd.port();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public URI deviceUri(String deviceId) {
        return URI.create("ws://127.0.0.1:" + port() + "/ws?deviceId=" + deviceId);
    }

    /** The API as the administrator. */
    public Api api() {
        return new Api(url(), Optional.of(adminToken()));
    }

    public String adminToken() {
        try {
            return Files.readString(data.resolve("admin.token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The API as a machine with these rights, given as the JSON fields after the name. */
    public Api apiOf(String name, String rights) {
        return api().withToken(api().post("/api/access-tokens", "{\"name\":\"" + name + "\"," + rights + "}")
                .text("token"));
    }

    /** Adds a user of that password with these rights, given as JSON fields. */
    public void addUser(String name, String password, String rights) {
        Reply added = api().post(
                        "/api/users", "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"," + rights + "}");
        if (added.status() != 201) {
            throw new AssertionError(added.body());
        }
    }

    /** What the server answers to a login for a token. */
    public Reply logIn(String name, String password) {
        return api().anonymous()
                .post("/api/login/token", "{\"user\":\"" + name + "\",\"password\":\"" + password + "\"}");
    }

    /** What the server answers to a refresh token. */
    public Reply refresh(String refreshToken, String... headers) {
        return api().anonymous().post("/api/login/refresh", "{\"refresh_token\":\"" + refreshToken + "\"}", headers);
    }

    /** Enrols a device that never connects, under labels given as the JSON fields of an enrolment token. */
    public String enrolled(String id, String labels) {
        String token = api().post("/api/enrollment-tokens", "{" + labels + "}").text("token");
        api().anonymous().post("/api/enroll", DeviceIdentity.ed25519(id).enrollRequest(token));
        return id;
    }

    /** Makes an enrolment token for one device and returns its secret. */
    public String enrollmentToken() {
        return api().post("/api/enrollment-tokens").text("token");
    }

    /** Enrols a device of that identity. */
    public Reply enroll(DeviceIdentity device) {
        return api().anonymous().post("/api/enroll", device.enrollRequest(enrollmentToken()));
    }

    @Override
    public void close() {
        fleetd.close();
    }
}
