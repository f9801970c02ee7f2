package no.itagenten.fleet.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import no.itagenten.fleet.agent.probe.AddressProbe.Link;
import no.itagenten.fleet.protocol.InterfaceAddresses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressProbeTest {

    @Test
    void listsTheAddressesOfEachInterfaceInTheKernelsOrder() throws Exception {
        AddressProbe probe =
                probe(link(3, "wlan0", true, "10.0.0.7"), link(2, "eth0", true, "192.168.1.100", "2001:db8::5"));

        assertThat(probe.addresses())
                .containsExactly(
                        new InterfaceAddresses("eth0", List.of("192.168.1.100", "2001:db8::5")),
                        new InterfaceAddresses("wlan0", List.of("10.0.0.7")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8::5", "2001:db8:0:1:2:3:4:5", "2001:0:0:1::5", "2001:db8:1:2::", "10.0.0.1"})
    void writesAddressesAsPeopleDo(String address) throws Exception {
        assertThat(LocalAddress.text(InetAddress.getByName(address))).isEqualTo(address);
    }

    @Test
    void leavesOutWhatIsOfNoUseElsewhere() throws Exception {
        AddressProbe probe = probe(
                link(1, "lo", false, "127.0.0.1"),
                link(2, "eth0", true, "fe80::1", "169.254.7.7"),
                link(3, "veth1", true, "fe80::2"));

        assertThat(probe.addresses()).containsExactly(new InterfaceAddresses("eth0", List.of("169.254.7.7")));
    }

    @Test
    void staysWithinWhatAMessageTakes() throws Exception {
        List<Link> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String[] addresses = new String[40];
            Arrays.setAll(addresses, n -> "10.1.1." + n);
            many.add(link(i, "eth" + i, true, addresses));
        }

        List<InterfaceAddresses> found = probe(many.toArray(Link[]::new)).addresses();

        assertThat(found)
                .hasSize(16)
                .allSatisfy(one -> assertThat(one.addresses()).hasSize(16));
    }

    @Test
    void knowsNoneWhereTheKernelCannotBeAsked() {
        AddressProbe probe = new AddressProbe(() -> {
            throw new IOException("no");
        });

        assertThat(probe.addresses()).isEmpty();
    }

    @Test
    void asksThisVeryMachine() {
        assertThat(AddressProbe.ofThisMachine().addresses())
                .allSatisfy(one -> assertThat(one.addresses()).isNotEmpty().doesNotContain("127.0.0.1"));
    }

    private static AddressProbe probe(Link... links) {
        return new AddressProbe(() -> List.of(links));
    }

    private static Link link(int index, String name, boolean usable, String... addresses) throws UnknownHostException {
        List<InetAddress> parsed = new ArrayList<>();
        for (String address : addresses) {
            parsed.add(InetAddress.getByName(address)); // literals: nothing is looked up
        }
        return new Link(index, name, usable, parsed);
    }
}
