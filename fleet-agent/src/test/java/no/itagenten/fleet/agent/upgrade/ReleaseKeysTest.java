package no.itagenten.fleet.agent.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import no.itagenten.fleet.protocol.release.AgentRelease;
import no.itagenten.fleet.protocol.release.ReleaseVersion;
import no.itagenten.fleet.protocol.release.SignedRelease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseKeysTest {

    @TempDir
    Path folder;

    private ReleaseFixture maker;
    private Path archive;
    private SignedRelease signed;

    @BeforeEach
    void aRelease() throws Exception {
        maker = new ReleaseFixture(folder);
        archive = maker.archive(ReleaseFixture.agent("1.1.0"));
        signed = maker.sign(archive, "1.1.0");
    }

    @Test
    void takesWhatAPinnedKeySigned() throws Exception {
        AgentRelease release = ReleaseKeys.load(maker.pinned()).verify(signed);

        assertThat(release.version()).isEqualTo(ReleaseVersion.parse("1.1.0"));
    }

    @Test
    void takesWhatOneOfSeveralKeysSigned() throws Exception {
        String pem = "-----BEGIN PUBLIC KEY-----\n" + new ReleaseFixture(folder).publicKey()
                + "\n-----END PUBLIC KEY-----\n";
        Path keys = Files.writeString(folder.resolve("keys"), pem + maker.publicKey() + "\n");

        AgentRelease release = ReleaseKeys.load(keys).verify(signed);

        assertThat(release).isEqualTo(signed.release());
    }

    @Test
    void refusesAnotherKeysSignature() throws Exception {
        SignedRelease foreign = new ReleaseFixture(folder).sign(archive, "1.1.0");
        ReleaseKeys keys = ReleaseKeys.load(maker.pinned());

        assertThatThrownBy(() -> keys.verify(foreign))
                .isInstanceOf(RefusedReleaseException.class)
                .hasMessageContaining("not signed by a key that is pinned");
    }

    @Test
    void refusesASignatureUnderAnotherText() throws Exception {
        AgentRelease raised = new AgentRelease(
                ReleaseVersion.parse("9.0.0"),
                signed.release().sha256(),
                signed.release().size());
        ReleaseKeys keys = ReleaseKeys.load(maker.pinned());

        assertThatThrownBy(() -> keys.verify(new SignedRelease(raised, signed.signature())))
                .isInstanceOf(RefusedReleaseException.class);
    }

    @Test
    void anAlteredArchiveIsNotTheOneThatIsSigned() throws Exception {
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length / 2] ^= 1;
        Files.write(archive, bytes);

        assertThatThrownBy(() -> ArchiveChecksum.require(archive, signed.release()))
                .isInstanceOf(RefusedReleaseException.class)
                .hasMessageContaining("is not the one that is signed");
    }

    @Test
    void saysWhatToDoWhereNoKeyIsPinned() {
        assertThatThrownBy(() -> ReleaseKeys.load(folder.resolve("missing")))
                .isInstanceOf(RefusedReleaseException.class)
                .hasMessageContaining("install.sh agent --release-key FILE");
    }

    @Test
    void trustsNoFileThatOthersMayWrite() throws Exception {
        Path keys = maker.pinned();
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-rw-r--"));

        assertThatThrownBy(() -> ReleaseKeys.load(keys))
                .isInstanceOf(RefusedReleaseException.class)
                .hasMessageContaining("nobody but root may write");
    }

    @Test
    void trustsNoFileOfAnotherUser() throws Exception {
        Path keys = maker.pinned();
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "only root can give a file away");
        Files.setAttribute(keys, "unix:uid", 65534);

        assertThatThrownBy(() -> ReleaseKeys.load(keys))
                .isInstanceOf(RefusedReleaseException.class)
                .hasMessageContaining("chown root");
    }

    @Test
    void aKeyOfAnotherKindIsNoReleaseKey() throws Exception {
        Path keys = Files.writeString(folder.resolve("keys"), "c3NoLXJzYQ==\n");

        assertThatThrownBy(() -> ReleaseKeys.load(keys))
                .isInstanceOf(RefusedReleaseException.class)
                .hasMessageContaining("Ed25519");
    }
}
