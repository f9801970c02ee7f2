package no.itagenten.fleet.agent.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import no.itagenten.fleet.protocol.DeviceFacts;
import no.itagenten.fleet.protocol.InterfaceAddresses;

/** Under which addresses this machine is reached. Safe for several threads. */
public final class AddressProbe {

    private final Links links;

    /**
     * A network interface as it is now.
     *
     * @param index the kernel's, which orders them
     */
    record Link(int index, String name, boolean usable, List<InetAddress> addresses) {}

    /** Where to learn which interfaces there are. */
    @FunctionalInterface
    interface Links {
        List<Link> list() throws IOException;
    }

    AddressProbe(Links links) {
        this.links = links;
    }

    /** Of this very machine. */
    public static AddressProbe ofThisMachine() {
        return new AddressProbe(AddressProbe::interfaces);
    }

    /**
     * Those of the interfaces that are up, without the loopback one and without what is valid on one cable only. Bounded by what a
     * message takes.
     */
    public List<InterfaceAddresses> addresses() {
        try {
            return links.list().stream()
                    .filter(link -> link.usable() && link.name().length() <= InterfaceAddresses.MAX_NAME_CHARS)
                    .sorted(Comparator.comparingInt(Link::index))
                    .map(link -> new InterfaceAddresses(link.name(), texts(link)))
                    .filter(link -> !link.addresses().isEmpty())
                    .limit(DeviceFacts.MAX_INTERFACES)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<String> texts(Link link) {
        return link.addresses().stream()
                .filter(address -> !address.isLinkLocalAddress() || address.getAddress().length == 4)
                .map(LocalAddress::text)
                .distinct()
                .limit(InterfaceAddresses.MAX_ADDRESSES)
                .toList();
    }

    private static List<Link> interfaces() throws IOException {
        List<Link> all = new ArrayList<>();
        for (NetworkInterface one : NetworkInterface.networkInterfaces().toList()) {
            all.add(new Link(
                    one.getIndex(),
                    one.getName(),
                    one.isUp() && !one.isLoopback(),
                    one.inetAddresses().toList()));
        }
        return all;
    }
}
