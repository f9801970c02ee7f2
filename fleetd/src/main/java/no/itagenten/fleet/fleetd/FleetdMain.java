package no.itagenten.fleet.fleetd;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import no.itagenten.fleet.fleetd.command.CommandRules;
import no.itagenten.fleet.fleetd.http.Cidr;
import no.itagenten.fleet.fleetd.log.LogService.Retention;
import no.itagenten.fleet.protocol.Protocol;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program's entry: turns arguments and environment into a run, and a run into an exit code. */
@Command(
        name = "fleetd",
        description = "The R58 Fleet daemon: REST API, dashboard and device connections over one port.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = FleetdMain.Version.class,
        footer = {
            "",
            "Every option can be set by an environment variable: FLEETD_LISTEN, FLEETD_DATA, and so on.",
            "Exit codes: 0 stopped by a signal, 1 could not start, 2 wrong usage."
        })
public final class FleetdMain implements Callable<Integer> {

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS:PORT",
            defaultValue = "${env:FLEETD_LISTEN:-127.0.0.1:3001}",
            description = "Where to listen (default: 127.0.0.1:3001). Port 0: any free one.")
    private String listen;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:FLEETD_DATA:-/var/lib/r58-fleet}",
            description = "The folder of the database and the admin token (default: /var/lib/r58-fleet).")
    private Path data;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            defaultValue = "${env:FLEETD_PUBLIC_URL}",
            description = "The URL under which people and devices reach this server, when a proxy stands before it.")
    private URI publicUrl;

    @Option(
            names = "--trusted-proxy",
            paramLabel = "CIDR",
            split = ",",
            defaultValue = "${env:FLEETD_TRUSTED_PROXY}",
            description = "Believe X-Forwarded-For and -Proto from this range. May be given more than once.")
    private List<String> trustedProxies = new ArrayList<>();

    @Option(
            names = "--open-enrollment",
            defaultValue = "${env:FLEETD_OPEN_ENROLLMENT:-false}",
            description =
                    "Let devices without credentials register themselves: for trusted networks and migration only.")
    private boolean openEnrollment;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            defaultValue = "${env:FLEETD_TLS_CERT}",
            description = "Serve TLS: the certificate with its chain, PEM.")
    private Path tlsCertificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            defaultValue = "${env:FLEETD_TLS_KEY}",
            description = "The certificate's private key, PEM (PKCS#8).")
    private Path tlsKey;

    @Option(
            names = "--trusted-issuers",
            paramLabel = "FILE",
            defaultValue = "${env:FLEETD_TRUSTED_ISSUERS}",
            description = "Let people and jobs log in by identity tokens of the issuers in this file (docs/access.md).")
    private Path trustedIssuers;

    @Option(
            names = "--log-days",
            paramLabel = "N",
            defaultValue = "${env:FLEETD_LOG_DAYS:-14}",
            description = "Keep devices' log lines for so many days (default: 14).")
    private int logDays;

    @Option(
            names = "--log-rows",
            paramLabel = "N",
            defaultValue = "${env:FLEETD_LOG_ROWS:-50000}",
            description = "Keep at most so many log lines of each device (default: 50000).")
    private int logRows;

    @Option(
            names = "--max-devices",
            paramLabel = "N",
            defaultValue = "${env:FLEETD_MAX_DEVICES:-20000}",
            description = "Know at most so many devices (default: 20000).")
    private int maxDevices;

    @Spec
    private CommandSpec spec;

    private FleetdMain() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new FleetdMain())
                .setParameterExceptionHandler((wrong, given) -> {
                    System.err.println("fleetd: " + wrong.getMessage() + ". See: fleetd --help");
                    return 2;
                })
                .execute(args));
    }

    @Override
    public Integer call() {
        FleetdOptions options = options();
        Fleetd fleetd;
        try {
            fleetd = Fleetd.start(options);
        } catch (StartupException e) {
            System.err.println("fleetd: " + e.getMessage());
            return 1;
        }
        welcome(fleetd, options);
        SystemdNotice systemd = new SystemdNotice(System.getenv());
        fleetd.report(systemd);
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            systemd.stopping();
                            fleetd.close();
                            Runtime.getRuntime().halt(0); // a signal is the orderly way to stop: not an error
                        },
                        "shutdown"));
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private FleetdOptions options() {
        if ((tlsCertificate == null) != (tlsKey == null)) {
            throw usage("--tls-cert and --tls-key go together");
        }
        if (publicUrl != null
                && (publicUrl.getHost() == null || !List.of("http", "https").contains(publicUrl.getScheme()))) {
            throw usage("--public-url must be a URL such as https://fleet.example.org");
        }
        if (logDays < 1 || logRows < 1 || maxDevices < 1) {
            throw usage("--log-days, --log-rows and --max-devices must be at least 1");
        }
        return new FleetdOptions(
                address(),
                data.toAbsolutePath().normalize(),
                Optional.ofNullable(publicUrl),
                proxies(),
                openEnrollment,
                Optional.ofNullable(tlsCertificate).map(certificate -> new TlsFiles(certificate, tlsKey)),
                Optional.ofNullable(trustedIssuers)
                        .map(file -> file.toAbsolutePath().normalize()),
                new Retention(Duration.ofDays(logDays), logRows),
                CommandRules.DEFAULT,
                maxDevices);
    }

    private InetSocketAddress address() {
        int colon = listen.lastIndexOf(':');
        try {
            int port = Integer.parseInt(listen.substring(colon + 1));
            String host = colon <= 0 ? "127.0.0.1" : listen.substring(0, colon).replaceAll("^\\[|\\]$", "");
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (IllegalArgumentException | UnknownHostException e) {
            throw usage("--listen must be ADDRESS:PORT, for example 127.0.0.1:3001, not '" + listen + "'");
        }
    }

    private List<Cidr> proxies() {
        try {
            return trustedProxies.stream().map(String::strip).map(Cidr::parse).toList();
        } catch (IllegalArgumentException e) {
            throw usage("--trusted-proxy: " + e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static void welcome(Fleetd fleetd, FleetdOptions options) {
        String url = options.publicUrl()
                .map(URI::toString)
                .orElse((options.tls().isPresent() ? "https://" : "http://")
                        + Fleetd.hostAndPort(
                                new InetSocketAddress(options.listen().getAddress(), fleetd.port())));
        System.err.println("fleetd " + Protocol.softwareVersion() + " at " + url + ", data in " + options.data());
        fleetd.newAdminToken()
                .ifPresent(file -> System.err.println("First start. The admin token is in " + file + "; log in with:\n"
                        + "  fleetctl login --url " + url + " --token-stdin < " + file));
        if (options.openEnrollment()) {
            System.err.println("WARNING: --open-enrollment lets any device register itself; trusted networks only.");
        }
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"fleetd " + Protocol.softwareVersion()};
        }
    }
}
