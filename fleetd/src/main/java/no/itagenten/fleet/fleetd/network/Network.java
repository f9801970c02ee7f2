package no.itagenten.fleet.fleetd.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Whom an address is counted with: of IPv6 a customer has a whole /64, and could be another one with each connection. Nothing is ever
 * looked up by name.
 */
public final class Network {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");

    private Network() {}

    /** The network of an address: of IPv4 the address itself. */
    public static String of(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, 8, 16, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // sixteen bytes are an address
        }
    }

    /** The same of an address that is written down; what is none is taken as it is. */
    public static String of(String address) {
        String plain = address.replaceFirst("%.*", ""); // the interface, of an address that is good on one link only
        if (!LITERAL.matcher(plain).matches()) {
            return address;
        }
        try {
            return of(InetAddress.getByName(plain));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
