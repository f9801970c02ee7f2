package no.itagenten.fleet.fleetd.oidc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import no.itagenten.fleet.fleetd.access.Rights;
import no.itagenten.fleet.fleetd.access.VouchingRule;

/**
 * The issuers whose identity tokens are taken, as the file says that is read at the start. Of a stranger's token nothing is heeded
 * before it names one of them, and only a few tokens are looked at at a time, since that may wait for an issuer's answer. Safe for
 * any thread; blocks for seconds at most.
 */
public final class TrustedIssuers {

    private static final int AT_ONCE = 6;

    /** Of those above: an issuer that is slow to answer about one network's logins leaves room for the others. */
    private static final int AT_ONCE_OF_NETWORK = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration TURN = Duration.ofSeconds(10);
    private static final int MOST_FILE_BYTES = 1 << 20;

    /** None is trusted. */
    public static final TrustedIssuers NONE = new TrustedIssuers(List.of(), Optional.empty());

    private final List<Issuer> issuers;
    private final Optional<DeviceFlow> deviceFlow;
    private final Turns turns = new Turns(AT_ONCE, AT_ONCE_OF_NETWORK);

    private TrustedIssuers(List<Issuer> issuers, Optional<DeviceFlow> deviceFlow) {
        this.issuers = issuers;
        this.deviceFlow = deviceFlow;
    }

    /**
     * Reads the file.
     *
     * @param publicUrl the audience where an issuer names none
     * @throws IOException if it cannot be read, or something in it does not fit; says what
     */
    public static TrustedIssuers read(Path file, Optional<String> publicUrl, Clock clock, LongSupplier nanoTime)
            throws IOException {
        if (Files.size(file) > MOST_FILE_BYTES) {
            throw new IOException(file + " is too large for a list of issuers");
        }
        try {
            IssuerHttp http = new IssuerHttp(PATIENCE);
            List<Issuer> issuers = new IssuerFile(publicUrl)
                    .parse(Files.readString(file)).stream()
                            .map(issuer ->
                                    new Issuer(issuer, new IssuerKeys(issuer.url(), http, nanoTime, TURN), clock))
                            .toList();
            Optional<DeviceFlow> deviceFlow = issuers.stream()
                    .flatMap(issuer -> issuer.settings().client().stream()
                            .map(client -> new DeviceFlow(issuer, client, http, nanoTime)))
                    .findFirst();
            return new TrustedIssuers(issuers, deviceFlow);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** The rights that logins by each rule have; empty where it names a user, whose rights count. */
    public Map<VouchingRule, Optional<Rights>> rights() {
        Map<VouchingRule, Optional<Rights>> rights = new HashMap<>();
        for (Issuer issuer : issuers) {
            TrustedIssuer settings = issuer.settings();
            for (TrustRule rule : settings.rules()) {
                rights.put(
                        new VouchingRule(settings.url(), rule.name()),
                        rule.as() instanceof TrustRule.Holder holder ? Optional.of(holder.rights()) : Optional.empty());
            }
        }
        return rights;
    }

    /**
     * Whom a token that came from outside lets in; empty if it is not to be believed, or no rule fits it.
     *
     * @param network from where it came
     * @throws BusyIssuersException if too many are asked at this moment
     */
    public Optional<Vouching> byToken(String text, String network) {
        Optional<IdentityToken> token = IdentityToken.read(text);
        Optional<Issuer> issuer = token.flatMap(IdentityToken::issuer).flatMap(this::issuer);
        return issuer.isEmpty()
                ? Optional.empty()
                : turns.take(
                        network,
                        () -> issuer.get()
                                .vouching(token.get(), issuer.get().settings().audience()));
    }

    /** Whether there is an issuer at which people log in with a browser. */
    public boolean letPeopleIn() {
        return deviceFlow.isPresent();
    }

    /**
     * Begins a login that somebody has to confirm at the issuer.
     *
     * @param network from where it is begun
     * @throws BusyIssuersException if too many are asked at this moment
     * @throws IssuerAwayException if the issuer does not answer as it should
     */
    public DeviceLogin beginDeviceLogin(String network) {
        return turns.take(network, () -> deviceFlow.orElseThrow().start(network));
    }

    /**
     * What has come of the login of that code.
     *
     * @param network from where it is asked
     * @throws BusyIssuersException if too many are asked at this moment
     */
    public DeviceLogin.Progress progressOf(String code, String network) {
        return deviceFlow.isEmpty()
                ? new DeviceLogin.Over()
                : turns.take(network, () -> deviceFlow.get().poll(code));
    }

    private Optional<Issuer> issuer(String url) {
        return issuers.stream()
                .filter(issuer -> issuer.settings().url().equals(url))
                .findFirst();
    }
}
