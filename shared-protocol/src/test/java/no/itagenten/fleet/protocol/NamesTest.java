package no.itagenten.fleet.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that end up in an argument list: what is used as it stands, and what never gets there. */
class NamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"main", "feature/nave-2", "v1.4.0", "release+1", "issue#7", "user@work", "_x", "a-b", "HEAD"})
    void takesUsualRefs(String ref) {
        assertThat(Names.requireRef(ref)).isEqualTo(ref);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "-x",
                "--upload-pack=x",
                "--",
                "a..b",
                "..",
                "ext::sh",
                "ext::sh -c id",
                "main:other",
                "+main",
                "@",
                "@{u}",
                "main@{1}",
                "main^",
                "main~1",
                "a*",
                "a?",
                "a[b",
                "a\\b",
                "x.lock",
                "x.lock/y",
                "a/.b",
                ".a",
                "a.",
                "/a",
                "a/",
                "a//b",
                "a b",
                " a",
                "a\n",
                "a\u0000b",
                "a\u001b[2J",
                "a\u007f",
                "blåbær",
                "а", // Cyrillic
                "$(id)",
                "a;id",
                "a|b",
                "`id`",
            })
    void refusesHostileRefs(String ref) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Names.requireRef(ref))
                .withMessage("not a usable name of a git branch or tag");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 60_000})
    void refusesLongRefs(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> Names.requireRef("x".repeat(length)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"r58-app", "r58-app.service", "cam@1.service", "a\\x2db", "_x"})
    void takesUsualServices(String service) {
        assertThat(Names.requireService(service)).isEqualTo(service);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "-x", "--now", ".hidden", "../a", "a/b", "a b", "a*", "a\n", "a\u0000", "å", "a;id", "$(id)"
            })
    void refusesHostileServices(String service) {
        assertThatIllegalArgumentException().isThrownBy(() -> Names.requireService(service));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3f9a2c1", "3F9A2C1B0D5E", "0123456789012345678901234567890123456789"})
    void takesCommits(String commit) {
        assertThat(Names.requireCommit(commit)).isEqualTo(commit);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "HEAD", "3f9a2c", "3f9a2cg", "-3f9a2c1", "3f9a2c1\n", "3f9a2c1^", "٣٣٣٣٣٣٣"})
    void refusesWhatIsNoCommit(String commit) {
        assertThatIllegalArgumentException().isThrownBy(() -> Names.requireCommit(commit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"r58-3f9a2c1b", "R", "0", "a.b_c-d", "a..b"})
    void takesUsualIds(String id) {
        assertThat(new DeviceId(id)).hasToString(id);
        assertThat(new CommandId(id)).hasToString(id);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "-a", ".a", "..", "_a", "a/b", "a b", "a\n", "a\u0000", "å", "a%2f", "<b>"})
    void refusesHostileIds(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new DeviceId(id));
        assertThatIllegalArgumentException().isThrownBy(() -> new CommandId(id));
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 60_000})
    void refusesLongIds(int length) {
        assertThat(new DeviceId("x".repeat(64)).value()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> new DeviceId("x".repeat(length)));
        assertThatIllegalArgumentException().isThrownBy(() -> new CommandId("x".repeat(length)));
    }
}
