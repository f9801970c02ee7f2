package no.itagenten.fleet.agent.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.agent.config.GitRemote;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.process.LocalProcesses;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {

    @TempDir
    Path folder;

    private GitFixture repositories;
    private Checkout checkout;

    @BeforeEach
    void aDevice() throws Exception {
        repositories = new GitFixture(folder);
        checkout = repositories.checkout();
    }

    @Test
    void findsTheHeadOfABranch() throws Exception {
        String newest = repositories.commit("version", "2");

        assertThat(fetched(new Target.Branch("main"))).isEqualTo(newest);
    }

    @Test
    void findsAnAnnotatedTagsCommit() throws Exception {
        String tagged = repositories.commit("version", "2");
        GitFixture.git(repositories.developer, "tag", "--annotate", "--message", "v2", "v2");
        GitFixture.git(repositories.developer, "push", "--quiet", "origin", "v2");
        repositories.commit("version", "3");

        assertThat(fetched(new Target.Tag("v2"))).isEqualTo(tagged);
    }

    @Test
    void findsAnAbbreviatedCommit() throws Exception {
        String wanted = repositories.commit("version", "2");
        repositories.commit("version", "3");

        assertThat(fetched(new Target.Commit(wanted.substring(0, 10)))).isEqualTo(wanted);
    }

    @Test
    void refusesACommitThatTheRemoteDoesNotHave() throws Exception {
        GitFixture.git(repositories.device, "commit", "--quiet", "--allow-empty", "--message", "local");
        String local = repositories.head(repositories.device);

        assertThatThrownBy(() -> fetched(new Target.Commit(local)))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("in no branch or tag of the configured remote");
    }

    @Test
    void refusesACommitWhoseBranchTheRemoteTookBack() throws Exception {
        GitFixture.git(repositories.developer, "checkout", "--quiet", "-b", "bad");
        GitFixture.git(repositories.developer, "commit", "--quiet", "--allow-empty", "--message", "bad");
        GitFixture.git(repositories.developer, "push", "--quiet", "origin", "bad");
        String bad = repositories.head(repositories.developer);
        assertThat(fetched(new Target.Commit(bad))).isEqualTo(bad);

        GitFixture.git(repositories.developer, "push", "--quiet", "origin", "--delete", "bad");

        assertThatThrownBy(() -> fetched(new Target.Commit(bad))).hasMessageContaining("in no branch or tag");
    }

    @Test
    void isNotFooledByABranchNamedLikeACommit() throws Exception {
        String head = repositories.head(repositories.device);
        GitFixture.git(repositories.device, "branch", "deadbeef", head);

        assertThatThrownBy(() -> fetched(new Target.Commit("deadbeef")))
                .hasMessageContaining("is the name of something else");
    }

    @Test
    void saysWhatTheRemoteDoesNotHave() {
        assertThatThrownBy(() -> fetched(new Target.Branch("none")))
                .isInstanceOfSatisfying(
                        GitException.class,
                        e -> assertThat(e.output().orElseThrow()).contains("none"));
    }

    @Test
    void switchesWithoutMovingALocalBranch() throws Exception {
        String before = checkout.head();
        String newest = repositories.commit("version", "2");
        fetched(new Target.Branch("main"));

        checkout.switchTo(newest);

        assertThat(repositories.version()).isEqualTo("2");
        assertThat(checkout.head()).isEqualTo(newest);
        assertThat(checkout.branch()).isEmpty();
        assertThat(GitFixture.git(repositories.device, "rev-parse", "main").strip())
                .isEqualTo(before);
    }

    @Test
    void namesChangedFiles() throws Exception {
        Files.writeString(repositories.device.resolve("version"), "mine");
        Files.writeString(repositories.device.resolve("untracked"), "mine");

        assertThat(checkout.changedFiles()).containsExactly("version");
    }

    @Test
    void overwritesNoFileThatIsInNoCommit() throws Exception {
        String newest = repositories.commit("config", "theirs");
        Files.writeString(repositories.device.resolve("config"), "mine");
        fetched(new Target.Branch("main"));

        assertThatThrownBy(() -> checkout.switchTo(newest)).isInstanceOf(GitException.class);
        assertThat(Files.readString(repositories.device.resolve("config"))).isEqualTo("mine");
        assertThat(repositories.version()).isEqualTo("1");
    }

    @Test
    void overwritesNoIgnoredFileEither() throws Exception {
        String newest = repositories.commit("config", "theirs");
        Files.writeString(repositories.device.resolve(".git/info/exclude"), "config\n");
        Files.writeString(repositories.device.resolve("config"), "mine");
        fetched(new Target.Branch("main"));

        assertThatThrownBy(() -> checkout.switchTo(newest)).isInstanceOf(GitException.class);
        assertThat(Files.readString(repositories.device.resolve("config"))).isEqualTo("mine");
    }

    @Test
    void repairsAHalfFinishedSwitch() throws Exception {
        String newest = repositories.commit("version", "2");
        fetched(new Target.Branch("main"));
        Files.writeString(repositories.device.resolve("version"), "half");
        Files.writeString(repositories.device.resolve(".git/index.lock"), "");

        checkout.forceTo(newest);

        assertThat(repositories.version()).isEqualTo("2");
        assertThat(checkout.changedFiles()).isEmpty();
    }

    @Test
    void checksTheBranchOutAgain() throws Exception {
        String before = checkout.head();
        String newest = repositories.commit("version", "2");
        fetched(new Target.Branch("main"));
        checkout.switchTo(newest);
        checkout.forceTo(before);

        checkout.reattach("main", before);

        assertThat(checkout.branch()).contains("main");
        assertThat(checkout.changedFiles()).isEmpty();
    }

    @Test
    void refusesSettingsThatCouldRunSomethingElse() throws Exception {
        GitFixture.git(repositories.device, "config", "--local", "core.sshCommand", "/bin/false");

        assertThatThrownBy(() -> checkout.requireUsable())
                .isInstanceOf(GitException.class)
                .hasMessageContaining("sets core.sshcommand")
                .hasMessageContaining("config --local --unset-all core.sshcommand");
    }

    @Test
    void refusesARemoteThatIsNamedLikeTheConfiguredUrl() throws Exception {
        String elsewhere = folder.resolve("elsewhere.git").toString();
        GitFixture.git(repositories.device, "config", "--local", "remote." + repositories.remote + ".url", elsewhere);

        assertThatThrownBy(() -> checkout.requireUsable())
                .isInstanceOf(GitException.class)
                .hasMessageContaining("sets remote." + repositories.remote + ".url");
    }

    @Test
    void readsNoConfigurationButTheOneThatWasChecked() throws Exception {
        Path trace = folder.resolve("filter-ran");
        Path common = Files.createDirectories(folder.resolve("common"));
        GitFixture.git(folder, "clone", "--quiet", "--bare", repositories.remote.toString(), common.toString());
        GitFixture.git(common, "config", "filter.x.smudge", "touch " + trace + "; cat");
        Files.writeString(repositories.device.resolve(".git/info/attributes"), "* filter=x\n");
        Files.createDirectories(common.resolve("info"));
        Files.writeString(common.resolve("info/attributes"), "* filter=x\n");
        Files.writeString(repositories.device.resolve(".git/commondir"), common + "\n");
        String newest = repositories.commit("version", "2");

        checkout.requireUsable();
        fetched(new Target.Branch("main"));
        checkout.switchTo(newest);

        assertThat(trace).doesNotExist();
        assertThat(repositories.version()).isEqualTo("2");
    }

    @Test
    void takesAnOrdinaryClone() throws Exception {
        GitFixture.git(repositories.device, "config", "--local", "user.name", "x");
        GitFixture.git(repositories.device, "config", "--local", "pull.rebase", "true");

        checkout.requireUsable();
    }

    @Test
    void runsNoHook() throws Exception {
        Path trace = folder.resolve("hook-ran");
        for (String hook : new String[] {"post-checkout", "reference-transaction", "post-index-change"}) {
            Path script = repositories.device.resolve(".git/hooks/" + hook);
            Files.writeString(script, "#!/bin/sh\ntouch " + trace + "\n");
            script.toFile().setExecutable(true);
        }
        String newest = repositories.commit("version", "2");

        fetched(new Target.Branch("main"));
        checkout.switchTo(newest);

        assertThat(trace).doesNotExist();
    }

    @Test
    void refusesAFolderThatIsNoCheckout() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(elsewhere.resolve(".git"), repositories.device.resolve(".git"));

        Checkout linked = new Checkout(new LocalProcesses(), elsewhere, folder, Optional.empty());

        assertThatThrownBy(linked::requireUsable).hasMessageContaining("no git checkout");
    }

    @Test
    void usesNoTransportButTheRemotesOwn() {
        GitRemote ssh = new GitRemote(
                repositories.remote.toString(), "ssh", Optional.empty(), Optional.empty(), Optional.empty());
        Checkout other = new Checkout(new LocalProcesses(), repositories.device, folder, Optional.of(ssh));

        assertThatThrownBy(() -> other.fetch(new Target.Branch("main"), new Cancellation()))
                .isInstanceOfSatisfying(
                        GitException.class,
                        e -> assertThat(e.output().orElseThrow()).contains("transport 'file' not allowed"));
    }

    @Test
    void givesGitsOwnReason() {
        assertThatThrownBy(() -> checkout.fetch(new Target.Branch("none"), new Cancellation()))
                .hasMessageContaining("git fetch exited with 128: couldn't find remote ref");
    }

    @Test
    void stopsFetchingWhenAsked() {
        Cancellation canceled = new Cancellation();
        canceled.request();

        assertThatThrownBy(() -> checkout.fetch(new Target.Branch("main"), canceled))
                .isInstanceOf(GitException.class);
    }

    private String fetched(Target target) throws GitException, InterruptedException {
        checkout.fetch(target, new Cancellation());
        return checkout.commitOf(target);
    }
}
