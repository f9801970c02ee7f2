package no.itagenten.fleet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "å", "日", "🎥", "\"", "\n", "\u001b", "\u2028", "\ud800", "a🎥", "x日"})
    void neverExceedsItsBoundNorCutsACharacter(String unit) {
        String text = unit.repeat(300);

        for (int maxBytes = 0; maxBytes < 1300; maxBytes++) {
            for (String cut : List.of(Text.cut(text, maxBytes), Text.cutKeepingEnd(text, maxBytes))) {
                assertThat(Text.utf8Length(cut)).isLessThanOrEqualTo(maxBytes);
                assertThat(cut.replace("\ud83c\udfa5", ""))
                        .doesNotContain("\ud83c")
                        .doesNotContain("\udfa5");
            }
        }
    }

    @Test
    void leavesATextAtItsBoundAlone() {
        String text = "å".repeat(50);

        assertThat(Text.cut(text, 100)).isSameAs(text);
        assertThat(Text.cutKeepingEnd(text, 100)).isSameAs(text);
    }

    @Test
    void keepsTheBeginningAndSaysHowLongItWas() {
        assertThat(Text.cut("a".repeat(101), 30)).isEqualTo("aaaaaaaaa … [cut, 101 bytes]");
        assertThat(Text.utf8Length(Text.cut("a".repeat(101), 30))).isEqualTo(30);
    }

    @Test
    void keepsTheEndAndSaysHowLongItWas() {
        assertThat(Text.cutKeepingEnd("a".repeat(100) + "why", 30)).isEqualTo("[cut, 103 bytes] … aaaaaawhy");
    }

    @Test
    void cutsNoTextTwice() {
        String once = Text.cut("日本".repeat(10_000), Protocol.MAX_LOG_MESSAGE_BYTES);

        assertThat(Text.cut(once, Protocol.MAX_LOG_MESSAGE_BYTES)).isSameAs(once);
    }

    @Test
    void leavesQuotesAndLineEndsAtTheBoundAlone() {
        String text = "\"\n".repeat(Protocol.MAX_LOG_MESSAGE_BYTES / 2);

        assertThat(Text.cut(text, Protocol.MAX_LOG_MESSAGE_BYTES)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b", "\u0000", "\"", "\\", "\u2028", "日", "🎥"})
    void aLineOfAnyCharactersFitsInOneMessage(String unit) throws ProtocolException {
        String line = unit.repeat(40_000);

        LogBatch batch = new LogBatch(
                new DeviceId("d"),
                "s",
                1,
                Optional.empty(),
                List.of(new LogLine(Optional.empty(), LogLevel.INFO, Optional.empty(), line)));

        assertThat(MessageCodec.decodeDeviceMessage(MessageCodec.encode(batch))).isEqualTo(batch);
    }

    @Test
    void aResultFullOfControlCharactersFitsInOneMessage() throws ProtocolException {
        String noise = "\u001b\u0000".repeat(40_000);

        CommandResult result = new CommandResult(
                new DeviceId("d"),
                new CommandId("c"),
                CommandState.FAILED,
                noise,
                Optional.of(1),
                Optional.of(noise),
                Optional.of(Map.of("from_commit", "3f9a2c1b0d5e")),
                Optional.empty());

        assertThat(MessageCodec.decodeDeviceMessage(MessageCodec.encode(result)))
                .isEqualTo(result);
    }

    @Test
    void showsAnExcerptWithoutWhatCannotBeSeen() {
        assertThat(Text.excerpt("kirke 🎥", 40)).isEqualTo("kirke 🎥");
        assertThat(Text.excerpt("a\u001b[2J\r\n\u202e\ud800b", 40)).isEqualTo("a�[2J����b");
        assertThat(Text.excerpt("🎥".repeat(50), 3)).isEqualTo("🎥🎥🎥…");
    }

    @Test
    void repairsHalfCharactersAlone() {
        String whole = "a🎥日";

        assertThat(Text.wellFormed(whole)).isSameAs(whole);
        assertThat(Text.wellFormed("\udfa5\ud83c🎥\ud83c")).isEqualTo("��🎥�");
    }

    @Test
    void measuresAsUtf8() throws ProtocolException {
        String text = "aå日🎥";

        assertThat(Text.utf8Length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        assertThat(Text.decodeUtf8(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(text);
    }
}
