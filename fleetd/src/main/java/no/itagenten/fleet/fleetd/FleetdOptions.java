package no.itagenten.fleet.fleetd;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import no.itagenten.fleet.fleetd.command.CommandRules;
import no.itagenten.fleet.fleetd.http.Cidr;
import no.itagenten.fleet.fleetd.log.LogService.Retention;

/**
 * How a daemon is to run.
 *
 * @param listen a port of 0 lets the system choose
 * @param publicUrl under which people and devices reach it, where that differs from the address
 * @param trustedIssuers the file that says whose identity tokens are taken
 * @param openEnrollment let devices without credentials register themselves
 */
public record FleetdOptions(
        InetSocketAddress listen,
        Path data,
        Optional<URI> publicUrl,
        List<Cidr> trustedProxies,
        boolean openEnrollment,
        Optional<TlsFiles> tls,
        Optional<Path> trustedIssuers,
        Retention retention,
        CommandRules rules,
        int maxDevices) {

    /** On that address, with everything else as by default. */
    public static FleetdOptions of(InetSocketAddress listen, Path data) {
        return new FleetdOptions(
                listen,
                data,
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                Retention.DEFAULT,
                CommandRules.DEFAULT,
                20_000);
    }

    /** The same, with open enrolment. */
    public FleetdOptions withOpenEnrollment() {
        return new FleetdOptions(
                listen, data, publicUrl, trustedProxies, true, tls, trustedIssuers, retention, rules, maxDevices);
    }

    /** The same, with that file of trusted issuers. */
    public FleetdOptions withTrustedIssuers(Path file) {
        return new FleetdOptions(
                listen,
                data,
                publicUrl,
                trustedProxies,
                openEnrollment,
                tls,
                Optional.of(file),
                retention,
                rules,
                maxDevices);
    }

    /** Who issues access tokens: the public URL, or where there is none a name that only this server has. */
    String issuer(String serverId) {
        return publicUrl.map(URI::toString).orElse("urn:r58-fleet:" + serverId);
    }

    /** Scheme, host and port of the public URL, as a browser names an origin: in lower case, without the scheme's own port. */
    Optional<String> publicOrigin() {
        return publicUrl.map(url -> {
            String scheme = url.getScheme().toLowerCase(Locale.ROOT);
            int port = url.getPort() == (scheme.equals("https") ? 443 : 80) ? -1 : url.getPort();
            return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + (port < 0 ? "" : ":" + port);
        });
    }
}
