package no.itagenten.fleet.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import no.itagenten.fleet.protocol.GoldenFiles.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a peer sends, the answer is a message or a ProtocolException with a short, printable sentence. */
class HostileInputTest {

    private static final int MUTATIONS = 20_000;
    private static final int LONGEST_COMPLAINT = 300;

    /** Bytes that matter to a JSON reader. */
    private static final String LIKELY = "\"{}[]:,\\0-.eE\u0000ntfu/'#";

    @Test
    void survivesMutatedMessages() {
        Random random = new Random(58);
        List<Golden> golden = Stream.concat(GoldenFiles.device().stream(), GoldenFiles.server().stream())
                .toList();
        int refused = 0;

        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = golden.get(random.nextInt(golden.size())).json().getBytes(StandardCharsets.UTF_8);
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                bytes = mutate(bytes, random);
            }
            byte[] mutated = bytes;
            Throwable thrown = catchThrowable(() -> {
                String json = Text.decodeUtf8(ByteBuffer.wrap(mutated));
                assertSafeToSendOn(MessageCodec.encode(MessageCodec.decodeDeviceMessage(json)));
            });
            Throwable alsoThrown = catchThrowable(() -> {
                String json = Text.decodeUtf8(ByteBuffer.wrap(mutated));
                assertSafeToSendOn(MessageCodec.encode(MessageCodec.decodeServerMessage(json)));
            });
            for (Throwable each : new Throwable[] {thrown, alsoThrown}) {
                if (each != null) {
                    refused++;
                    assertThat(each)
                            .as(() -> "mutation " + new String(mutated, StandardCharsets.ISO_8859_1))
                            .isInstanceOf(ProtocolException.class);
                    assertPresentable(each.getMessage());
                }
            }
        }

        assertThat(refused).isBetween(MUTATIONS, 2 * MUTATIONS - 1);
    }

    @Test
    void refusesAMessageOverTheLimit() throws ProtocolException {
        String before = "{\"type\":\"heartbeat\",\"deviceId\":\"d\",\"new\":\"";
        String largest = before + "x".repeat(Protocol.MAX_MESSAGE_BYTES - before.length() - 2) + "\"}";
        String wide = before + "é".repeat(Protocol.MAX_MESSAGE_BYTES / 2) + "\"}";

        assertThat(MessageCodec.decodeDeviceMessage(largest)).isInstanceOf(Heartbeat.class);
        for (String tooLarge : List.of(largest + " ", wide, " ".repeat(65 * 1024))) {
            assertThatThrownBy(() -> MessageCodec.decodeDeviceMessage(tooLarge))
                    .isExactlyInstanceOf(ProtocolException.class)
                    .hasMessage("the message is larger than 65536 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void refusesDeepNesting(String level) {
        String deep = level.repeat(10_000);

        for (String message : List.of(
                deep,
                "{\"type\":\"heartbeat\",\"deviceId\":\"d\",\"new\":" + deep,
                "{\"new\":" + deep,
                "{\"type\":\"new\",\"a\":" + deep,
                "{\"type\":\"config\",\"deviceId\":\"d\",\"values\":{\"a\":" + deep)) {
            assertThatThrownBy(() -> MessageCodec.decodeDeviceMessage(message))
                    .isExactlyInstanceOf(ProtocolException.class)
                    .satisfies(e -> assertPresentable(e.getMessage()));
        }
    }

    @ParameterizedTest
    @MethodSource("bytesThatAreNotUtf8")
    void refusesBytesThatAreNotUtf8(byte[] bytes) {
        assertThatThrownBy(() -> Text.decodeUtf8(ByteBuffer.wrap(bytes)))
                .isExactlyInstanceOf(ProtocolException.class)
                .hasMessage("the text is not UTF-8");
    }

    static List<byte[]> bytesThatAreNotUtf8() {
        return List.of(
                new byte[] {(byte) 0xff},
                new byte[] {'a', (byte) 0xc3},
                new byte[] {(byte) 0x80},
                new byte[] {(byte) 0xc0, (byte) 0xaf}, // an overlong slash
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, // half a character
                new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80}); // beyond Unicode
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\ud83d x", "\\udfa5\\ud83c"})
    void refusesAnEscapeOfHalfACharacter(String escape) {
        String message = "{\"type\":\"log\",\"deviceId\":\"d\",\"level\":\"info\",\"message\":\"" + escape + "\"}";

        assertThatThrownBy(() -> MessageCodec.decodeDeviceMessage(message))
                .isExactlyInstanceOf(ProtocolException.class)
                .hasMessage("not valid JSON at 'message'");
    }

    @Test
    void readsAnEscapeOfAWholeCharacter() throws ProtocolException {
        String message = "{\"type\":\"error\",\"code\":\"c\",\"message\":\"\\ud83c\\udfa5\"}";

        assertThat(MessageCodec.decodeServerMessage(message)).isEqualTo(new ServerError("c", "🎥"));
    }

    @Test
    void writesHalfACharacterAsItsReplacement() {
        String json = MessageCodec.encode(new ServerError("c", "a\ud83cb\udfa5"));

        assertThat(json).isEqualTo("{\"type\":\"error\",\"code\":\"c\",\"message\":\"a\ufffdb\ufffd\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"%s\"}",
                "{\"type\":\"heartbeat\",\"%1$s\":1,\"%1$s\":2}",
                "{\"type\":\"config\",\"deviceId\":\"d\",\"revision\":1,\"values\":{\"%s\":1}}",
                "{\"type\":\"config\",\"deviceId\":\"d\",\"revision\":1,\"values\":{\"%1$s\":\"\",\"%1$s\":\"\"}}",
                "{\"type\":\"heartbeat\",\"deviceId\":\"%s\"}",
                "{\"type\":\"log\",\"deviceId\":\"d\",\"level\":\"%s\",\"message\":\"\"}",
                "{\"type\":\"heartbeat\",\"deviceId\":\"d\",\"timestamp\":\"%s\"}",
                "{\"type\":\"result\",\"deviceId\":\"d\",\"commandId\":\"c\",\"message\":\"\",\"state\":\"%s\"}",
            })
    void neverRepeatsTheInputAtLengthNorItsControlCharacters(String form) {
        for (String hostile :
                List.of("x".repeat(20_000), "\\u001b[2J\\u0007\\r\\n", "\\u202e\\u200b", "\\ud800".repeat(50))) {
            assertThatThrownBy(() -> MessageCodec.decodeDeviceMessage(form.formatted(hostile)))
                    .isInstanceOf(ProtocolException.class)
                    .satisfies(e -> assertPresentable(e.getMessage()));
        }
    }

    private static void assertSafeToSendOn(String json) {
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(json)).isTrue();
    }

    private static void assertPresentable(String complaint) {
        assertThat(complaint).isNotBlank().hasSizeLessThanOrEqualTo(LONGEST_COMPLAINT);
        assertThat(complaint.codePoints())
                .noneMatch(Character::isISOControl)
                .noneMatch(c -> Character.getType(c) == Character.FORMAT)
                .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    /** Flips a bit, puts in a byte, cuts a piece, or repeats one. */
    private static byte[] mutate(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int from = random.nextInt(bytes.length);
        int to = from + random.nextInt(Math.min(20, bytes.length - from) + 1);
        ByteArrayOutputStream mutated = new ByteArrayOutputStream();
        switch (random.nextInt(4)) {
            case 0 -> {
                bytes[from] ^= (byte) (1 << random.nextInt(8));
                mutated.writeBytes(bytes);
            }
            case 1 -> {
                mutated.write(bytes, 0, from);
                mutated.write(LIKELY.charAt(random.nextInt(LIKELY.length())));
                mutated.write(bytes, from, bytes.length - from);
            }
            case 2 -> {
                mutated.write(bytes, 0, from);
                mutated.write(bytes, to, bytes.length - to);
            }
            default -> {
                mutated.write(bytes, 0, to);
                mutated.write(bytes, from, bytes.length - from);
            }
        }
        return mutated.toByteArray();
    }
}
