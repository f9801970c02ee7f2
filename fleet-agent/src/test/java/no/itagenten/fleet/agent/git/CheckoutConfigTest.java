package no.itagenten.fleet.agent.git;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckoutConfigTest {

    private static final Path CHECKOUT = Path.of("/opt/app");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core.sshcommand",
                "core.fsmonitor",
                "core.hookspath",
                "core.worktree",
                "core.gitproxy",
                "core.attributesfile",
                "core.pager",
                "core.editor",
                "core.alternaterefscommand",
                "filter.x.smudge",
                "filter.lfs.process",
                "include.path",
                "includeif.gitdir:/.path",
                "url.ext::sh.insteadof",
                "credential.helper",
                "alias.fetch",
                "remote.origin.uploadpack",
                "remote.origin.vcs",
                "remote.origin.proxy",
                "remote.origin.promisor",
                "remote./srv/app.git.url",
                "remote.https://git.example.org/app.git.url",
                "remote.git@example.org:app.url",
                "submodule.x.update",
                "diff.external",
                "merge.x.driver",
                "protocol.ext.allow",
                "http.proxy",
                "gpg.program",
                "extensions.worktreeconfig",
                "extensions.partialclone",
                "uploadpack.packobjectshook",
                "safe.directory",
            })
    void refusesWhatCouldRunAProgramOrLeadElsewhere(String key) {
        assertThatThrownBy(() -> CheckoutConfig.requireHarmless("core.bare\n" + key + "\n", CHECKOUT))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("sets " + key)
                .hasMessageContaining("git -C /opt/app config --local --unset-all " + key);
    }

    @Test
    void takesWhatAnOrdinaryCloneHas() {
        String names = """
                core.repositoryformatversion
                core.filemode
                core.bare
                core.logallrefupdates
                remote.origin.url
                remote.origin.fetch
                branch.main.remote
                branch.feature/x.y.merge
                submodule.lib.url
                user.name
                """;

        assertThatCode(() -> CheckoutConfig.requireHarmless(names, CHECKOUT)).doesNotThrowAnyException();
    }
}
