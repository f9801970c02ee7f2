package no.itagenten.fleet.fleetd;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that is shown to whoever connects: the one in the files, and after a renewal the new one, without a restart. Files
 * that do not fit leave the earlier one as it is. Connections that are open keep what they have. Safe for any thread.
 */
public final class ServedCertificate {

    private static final Logger log = LoggerFactory.getLogger(ServedCertificate.class);

    /** @param alias of its own, so that a handshake ends with the key of the certificate that it began with */
    private record Served(String alias, TlsFiles.Pair pair, X509ExtendedKeyManager keys) {

        static Served of(TlsFiles.Pair pair, long number) throws StartupException {
            String alias = "fleetd-" + number;
            return new Served(alias, pair, pair.keyManager(alias));
        }
    }

    private final TlsFiles files;
    private volatile Served current;
    private volatile Served previous;
    private Optional<String> lastProblem = Optional.empty();
    private long number;

    private ServedCertificate(TlsFiles files) throws StartupException {
        this.files = files;
        this.current = Served.of(files.read(), number);
        this.previous = current;
    }

    /** @throws StartupException if the files cannot be read or do not fit; says what to do */
    public static ServedCertificate of(TlsFiles files) throws StartupException {
        return new ServedCertificate(files);
    }

    /** A context whose handshakes show the certificate of the moment. */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new Keys()}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    /** Looks whether there is something else in the files, and takes it. Called now and then; reads them. */
    public synchronized void check() {
        try {
            TlsFiles.Pair pair = files.read();
            if (!pair.isSame(current.pair())) {
                Served renewed = Served.of(pair, ++number);
                previous = current;
                current = renewed;
                log.info(
                        "The certificate was renewed; it is good until {}",
                        pair.own().getNotAfter().toInstant());
            }
            lastProblem = Optional.empty();
        } catch (StartupException e) {
            Optional<String> problem = Optional.ofNullable(e.getMessage());
            if (!problem.equals(lastProblem)) {
                log.warn("The certificate of before is used on: {}", e.getMessage());
                lastProblem = problem;
            }
        }
    }

    /** Null is what the interface has for none. */
    private final class Keys extends X509ExtendedKeyManager {

        private X509ExtendedKeyManager of(String alias) {
            Served now = current;
            return now.alias().equals(alias) ? now.keys() : previous.keys();
        }

        @Override
        public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
            return current.keys().chooseEngineServerAlias(keyType, issuers, engine);
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return current.keys().chooseServerAlias(keyType, issuers, socket);
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return current.keys().getServerAliases(keyType, issuers);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return of(alias).getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return of(alias).getPrivateKey(alias);
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
            return null;
        }
    }
}
