package no.itagenten.fleet.fleetd.jwt;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import no.itagenten.fleet.fleetd.secret.SecretFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code signing-keys.json} in the data folder: a JWK set (RFC 7517), mode 0600. No backup has it. */
final class SigningKeyFile {

    private static final Logger log = LoggerFactory.getLogger(SigningKeyFile.class);

    private static final String OWNER_ONLY = "rw-------";
    private static final int MAX_BYTES = 1 << 20;

    private final Path file;

    SigningKeyFile(Path dataFolder) {
        this.file = dataFolder.resolve("signing-keys.json");
    }

    /** The keys in it; none when it is not there. */
    List<ECKey> read() throws IOException {
        String json;
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw damaged("it is too large", null);
            }
            json = Files.readString(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        closeToOthers();
        try {
            List<ECKey> keys = new ArrayList<>();
            for (JWK key : JWKSet.parse(json).getKeys()) {
                if (!(key instanceof ECKey ec) || !ec.getCurve().equals(Curve.P_256) || ec.getKeyID() == null) {
                    throw damaged("a key of another kind is in it", null);
                }
                keys.add(ec);
            }
            return keys;
        } catch (ParseException | IllegalArgumentException e) {
            throw damaged("it is no JWK set", e);
        }
    }

    private IOException damaged(String how, Exception cause) {
        return new IOException(
                file + " is damaged: " + how
                        + "; move it away, and a new key is made: people then log in anew by themselves",
                cause);
    }

    private void closeToOthers() throws IOException {
        try {
            if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                    .equals(OWNER_ONLY)) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(OWNER_ONLY));
                log.warn(
                        "{} was open to others and is closed now; if somebody may have read it, change the key: "
                                + "fleetctl server rotate-signing-key",
                        file);
            }
        } catch (UnsupportedOperationException e) {
            log.debug("This file system has no permissions");
        }
    }

    void write(List<ECKey> keys) throws IOException {
        SecretFile.write(file, new JWKSet(List.copyOf(keys)).toString(false) + "\n");
    }
}
