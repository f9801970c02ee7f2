package no.itagenten.fleet.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceKeyTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("identity/device.key");
    }

    @Test
    void makesAKeyThatOnlyItsOwnerMayRead() throws Exception {
        DeviceKey.loadOrCreate(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(Files.readString(file)).startsWith("-----BEGIN PRIVATE KEY-----");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void isTheSameAfterARestart() throws Exception {
        DeviceKey first = DeviceKey.loadOrCreate(file);

        DeviceKey second = DeviceKey.loadOrCreate(file);

        assertThat(second.publicKey()).isEqualTo(first.publicKey());
    }

    @Test
    void signsWhatItsPublicHalfVerifies() throws Exception {
        DeviceKey.loadOrCreate(file);
        DeviceKey key = DeviceKey.loadOrCreate(file);
        byte[] payload = "payload".getBytes(StandardCharsets.UTF_8);

        byte[] signature = Base64.getUrlDecoder().decode(key.sign(payload));

        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key.publicKey()))));
        verifier.update(payload);
        assertThat(signature).hasSize(64);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void closesAKeyThatOthersCouldRead() throws Exception {
        DeviceKey.loadOrCreate(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        DeviceKey.loadOrCreate(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void neverReplacesADamagedKey() throws Exception {
        DeviceKey.loadOrCreate(file);
        String whole = Files.readString(file);
        for (int length = 0; length < whole.stripTrailing().length(); length++) {
            Files.writeString(file, whole.substring(0, length));

            assertThatThrownBy(() -> DeviceKey.loadOrCreate(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not a usable Ed25519 private key");
        }
    }
}
