package no.itagenten.fleet.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceFactsTest {

    private static final Disk DISK = new Disk("/", "ext4", 100, 40);
    private static final InterfaceAddresses ETH0 = new InterfaceAddresses("eth0", List.of("10.0.0.2"));

    @Test
    void boundsWhatAMachineMayList() {
        assertThatThrownBy(() -> DeviceFacts.UNKNOWN.withDisks(Collections.nCopies(17, DISK)))
                .hasMessage("disks must have at most 16 entries");
        assertThatThrownBy(() -> DeviceFacts.UNKNOWN.withAddresses(Collections.nCopies(17, ETH0)))
                .hasMessage("addresses must have at most 16 entries");
        assertThatThrownBy(() -> new InterfaceAddresses("eth0", Collections.nCopies(17, "10.0.0.2")))
                .hasMessage("addresses of an interface must have at most 16 entries");
        assertThatThrownBy(() -> new Disk("/" + "x".repeat(255), "ext4", 100, 40))
                .hasMessage("mount must have 1 to 255 characters");
    }

    @Test
    void theMostThatAMachineMayListFitsIntoAMessage() throws ProtocolException {
        // given a control character wherever a text may have one: it takes six bytes
        Disk disk = new Disk("\u0001".repeat(255), "\u0001".repeat(40), Long.MIN_VALUE, Long.MIN_VALUE);
        InterfaceAddresses addresses =
                new InterfaceAddresses("\u0001".repeat(64), Collections.nCopies(16, "1".repeat(45)));
        DeviceFacts facts = DeviceFacts.UNKNOWN
                .withDisks(Collections.nCopies(16, disk))
                .withAddresses(Collections.nCopies(16, addresses));

        String json = MessageCodec.encode(
                new Status(new DeviceId("d"), empty(), empty(), empty(), empty(), Optional.of(facts)));

        assertThat(MessageCodec.decodeDeviceMessage(json)).isInstanceOf(Status.class);
    }

    @ParameterizedTest
    @CsvSource({"100,40,true", "100,0,true", "100,100,true", "100,101,false", "0,0,false", "-1,0,false", "100,-1,false"
    })
    void knowsFiguresThatCannotBeTrue(long total, long used, boolean plausible) {
        assertThat(new Disk("/", "ext4", total, used).isPlausible()).isEqualTo(plausible);
    }

    private static <T> Optional<T> empty() {
        return Optional.empty();
    }
}
