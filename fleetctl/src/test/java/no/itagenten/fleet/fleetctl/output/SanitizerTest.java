package no.itagenten.fleet.fleetctl.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SanitizerTest {

    @Test
    void leavesOrdinaryTextAlone() {
        String text = "Kirke 1 – 日本 🎥";

        assertThat(Sanitizer.line(text)).isSameAs(text);
    }

    @Test
    void takesEscapeSequencesAway() {
        assertThat(Sanitizer.line("a\u001b[31;1mb\u001b[0m")).isEqualTo("ab");
        assertThat(Sanitizer.line("a\u001b]0;title\u0007b")).isEqualTo("ab");
        assertThat(Sanitizer.line("a\u001b]8;;http://x\u001b\\b")).isEqualTo("ab");
        assertThat(Sanitizer.line("a\u001bPq#0\u001b\\b")).isEqualTo("ab");
        assertThat(Sanitizer.line("a\u009b2Jb")).isEqualTo("ab");
        assertThat(Sanitizer.line("a\u001bcb")).isEqualTo("ab");
        assertThat(Sanitizer.line("a\u001b")).isEqualTo("a");
    }

    @Test
    void anUnfinishedSequenceHidesNothingBehindTheLine() {
        assertThat(Sanitizer.lines("a\u001b]0;title\nsecond")).isEqualTo("a\nsecond");
    }

    @Test
    void aSequenceThatTheRemovalOfAnotherPutsTogetherIsHarmlessToo() {
        assertThat(Sanitizer.line("\u001b\u001b[0m[31mred")).doesNotContain("\u001b");
    }

    @Test
    void showsOtherControlCharactersAsReplacements() {
        assertThat(Sanitizer.line("a\bb\u007fc\u202ed\u0085e")).isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde");
    }

    @Test
    void keepsOneLineOne() {
        assertThat(Sanitizer.line("a\r\nb\tc\rd")).isEqualTo("a b c d");
        assertThat(Sanitizer.lines("a\r\nb\tc")).isEqualTo("a\nb    c");
    }
}
