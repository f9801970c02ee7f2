package no.itagenten.fleet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.itagenten.fleet.protocol.GoldenFiles.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the compiler cannot check: every permitted message has a type name, and a golden file that pins its form. */
class MessageTypesTest {

    @Test
    void everyMessageOfADeviceHasATypeName() {
        assertThat(MessageCodec.DEVICE_TYPES.values())
                .containsExactlyInAnyOrderElementsOf(messages(DeviceMessage.class)
                        .map(type -> type.<DeviceMessage>asSubclass(DeviceMessage.class))
                        .toList());
    }

    @Test
    void everyMessageOfTheServerHasATypeName() {
        assertThat(MessageCodec.SERVER_TYPES.values())
                .containsExactlyInAnyOrderElementsOf(messages(ServerMessage.class)
                        .map(type -> type.<ServerMessage>asSubclass(ServerMessage.class))
                        .toList());
    }

    @Test
    void everyTypeHasAGoldenFile() {
        assertThat(typesOf(GoldenFiles.device())).isEqualTo(MessageCodec.DEVICE_TYPES.keySet());
        assertThat(typesOf(GoldenFiles.server())).isEqualTo(MessageCodec.SERVER_TYPES.keySet());
    }

    @ParameterizedTest
    @MethodSource("no.itagenten.fleet.protocol.GoldenFiles#device")
    void aDevicesMessageIsReadAndWrittenAsItStands(Golden golden) throws ProtocolException {
        DeviceMessage message = MessageCodec.decodeDeviceMessage(golden.json());

        assertThat(message).isInstanceOf(MessageCodec.DEVICE_TYPES.get(golden.type()));
        assertThat(MessageCodec.encode(message)).isEqualTo(golden.json());
        assertThat(MessageCodec.decodeDeviceMessage(MessageCodec.encode(message)))
                .isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("no.itagenten.fleet.protocol.GoldenFiles#server")
    void theServersMessageIsReadAndWrittenAsItStands(Golden golden) throws ProtocolException {
        ServerMessage message = MessageCodec.decodeServerMessage(golden.json());

        assertThat(message).isInstanceOf(MessageCodec.SERVER_TYPES.get(golden.type()));
        assertThat(MessageCodec.typeOf(message)).isEqualTo(golden.type());
        assertThat(MessageCodec.encode(message)).isEqualTo(golden.json());
        assertThat(MessageCodec.decodeServerMessage(MessageCodec.encode(message)))
                .isEqualTo(message);
    }

    @Test
    void someGoldenFileShowsEveryFieldOfItsMessage() {
        assertThat(GoldenFiles.device())
                .filteredOn(golden -> golden.name().equals(golden.type() + ".json"))
                .allSatisfy(golden -> assertThat(fieldsIn(golden))
                        .hasSize(
                                1 + MessageCodec.DEVICE_TYPES.get(golden.type()).getRecordComponents().length));
    }

    private static Set<String> fieldsIn(Golden golden) {
        return JsonParser.parseString(golden.json()).getAsJsonObject().keySet();
    }

    private static Set<String> typesOf(List<Golden> files) {
        return files.stream().map(Golden::type).collect(Collectors.toSet());
    }

    /** The records below a sealed type, through every sealed type between. */
    private static Stream<Class<?>> messages(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(MessageTypesTest::messages)
                : Stream.of(type);
    }
}
