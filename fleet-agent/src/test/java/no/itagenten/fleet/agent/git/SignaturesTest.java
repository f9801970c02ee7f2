package no.itagenten.fleet.agent.git;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import no.itagenten.fleet.agent.config.SignaturePolicy;
import no.itagenten.fleet.agent.config.SignaturePolicy.Signed;
import no.itagenten.fleet.agent.process.Cancellation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real keys, real signatures. */
class SignaturesTest {

    @TempDir
    Path folder;

    private GitFixture repositories;
    private Path ours;
    private Path foreign;
    private Path signers;

    @BeforeEach
    void keys() throws Exception {
        repositories = new GitFixture(folder);
        ours = key("ours");
        foreign = key("foreign");
        signers = folder.resolve("allowed_signers");
        Files.writeString(signers, "release@example.org " + Files.readString(Path.of(ours + ".pub")));
    }

    @Test
    void takesACommitOfAnAllowedKey() throws Exception {
        String commit = signedCommit(ours);

        assertThatCode(() -> verify(new Target.Branch("main"), commit, Signed.COMMIT))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesACommitOfAForeignKey() throws Exception {
        String commit = signedCommit(foreign);

        assertThatThrownBy(() -> verify(new Target.Branch("main"), commit, Signed.COMMIT))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("bears no signature of a key in");
    }

    @Test
    void refusesACommitWithoutASignature() throws Exception {
        String commit = repositories.commit("version", "2");

        assertThatThrownBy(() -> verify(new Target.Branch("main"), commit, Signed.COMMIT))
                .hasMessageContaining("bears no signature");
    }

    @Test
    void theRepositorysOwnConfigurationDecidesNothing() throws Exception {
        // given
        String commit = signedCommit(foreign);
        Path theirs = folder.resolve("theirs");
        Files.writeString(theirs, "release@example.org " + Files.readString(Path.of(foreign + ".pub")));
        GitFixture.git(repositories.device, "config", "gpg.ssh.allowedSignersFile", theirs.toString());
        GitFixture.git(repositories.device, "config", "gpg.ssh.program", "/bin/true");

        // when / then
        assertThatThrownBy(() -> verify(new Target.Branch("main"), commit, Signed.COMMIT))
                .hasMessageContaining("bears no signature");
    }

    @Test
    void takesATagOfAnAllowedKey() throws Exception {
        signedTag("v1", ours);

        assertThatCode(() -> verifyTag("v1")).doesNotThrowAnyException();
    }

    @Test
    void refusesATagOfAForeignKey() throws Exception {
        signedTag("v1", foreign);

        assertThatThrownBy(() -> verifyTag("v1")).hasMessageContaining("tag v1 bears no signature");
    }

    @Test
    void refusesATagThatIsOnlyAName() throws Exception {
        GitFixture.git(repositories.developer, "tag", "v1");
        GitFixture.git(repositories.developer, "push", "--quiet", "origin", "v1");

        assertThatThrownBy(() -> verifyTag("v1")).hasMessageContaining("is no signed tag");
    }

    @Test
    void refusesAnOldTagUnderANewName() throws Exception {
        signedTag("v1", ours);
        GitFixture.git(repositories.developer, "push", "--quiet", "origin", "refs/tags/v1:refs/tags/v2");

        assertThatThrownBy(() -> verifyTag("v2")).hasMessageContaining("is for another tag, v1");
    }

    @Test
    void refusesABranchWhereTagsHaveToBeSigned() throws Exception {
        String commit = signedCommit(ours);

        assertThatThrownBy(() -> verify(new Target.Branch("main"), commit, Signed.TAG))
                .hasMessageContaining("signed tags only");
    }

    private void verifyTag(String name) throws Exception {
        verify(new Target.Tag(name), repositories.head(repositories.developer), Signed.TAG);
    }

    private void verify(Target target, String commit, Signed signed) throws Exception {
        Checkout checkout = repositories.checkout();
        checkout.fetch(target, new Cancellation());
        checkout.requireSigned(target, commit, new SignaturePolicy(signed, signers));
    }

    private String signedCommit(Path key) throws Exception {
        Files.writeString(repositories.developer.resolve("version"), "signed");
        GitFixture.git(
                repositories.developer,
                "-c",
                "gpg.format=ssh",
                "-c",
                "user.signingkey=" + key,
                "commit",
                "--quiet",
                "--all",
                "--gpg-sign",
                "--message",
                "signed");
        GitFixture.git(repositories.developer, "push", "--quiet", "origin", "HEAD:main");
        return repositories.head(repositories.developer);
    }

    private void signedTag(String name, Path key) throws Exception {
        GitFixture.git(
                repositories.developer,
                "-c",
                "gpg.format=ssh",
                "-c",
                "user.signingkey=" + key,
                "tag",
                "--sign",
                "--message",
                "a release",
                name);
        GitFixture.git(repositories.developer, "push", "--quiet", "origin", name);
    }

    private Path key(String name) throws Exception {
        Path key = folder.resolve(name);
        new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
                .start()
                .waitFor();
        return key;
    }
}
